package dev.gatehouse.scanner.engine;

import dev.gatehouse.client.managed.ManagedValue;
import dev.gatehouse.scanner.finding.Confidence;
import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.finding.FingerprintKey;
import dev.gatehouse.scanner.finding.Gap;
import dev.gatehouse.scanner.finding.Location;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.finding.Redaction;
import dev.gatehouse.scanner.finding.Validity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Turns secrets into findings with a place, and gives them out. The bytes of a secret are copied, used and zeroed here. */
final class Results {
    private final FingerprintKey.Maker fingerprints;
    private final ScanLimits limits;
    private final Lines lines = new Lines();
    private final Candidates candidates = new Candidates();
    private ObjectName name = ObjectName.of("none", "");
    private FindingSink sink = finding -> {};
    private ExplainSink explain = ExplainSink.NONE;
    private final Budgets budgets;
    private long base;
    private int width = 1;
    private int mark;
    private int given;
    private boolean capped;
    private boolean asked;

    Results(FingerprintKey key, ScanLimits limits, Budgets budgets) {
        fingerprints = key.maker();
        this.limits = limits;
        this.budgets = budgets;
    }

    /**
     * Begins an object.
     *
     * @param width how many bytes of the object one byte that is looked at stands for
     * @param mark how many bytes come before them
     */
    void begin(ObjectName name, FindingSink sink, ExplainSink explain, int width, int mark) {
        this.name = name;
        this.sink = sink;
        this.explain = explain;
        asked = isAsked(explain);
        this.width = width;
        this.mark = mark;
        base = 0;
        given = 0;
        capped = false;
        lines.begin(width > 1);
        candidates.clear();
    }

    @SuppressWarnings("ReferenceEquality") // the one sink that throws everything away
    private static boolean isAsked(ExplainSink explain) {
        return explain != ExplainSink.NONE;
    }

    /** The chunk that places are in. */
    void chunk(byte[] bytes) {
        lines.set(bytes);
    }

    /** The chunk moves on. */
    void drop(int before) {
        lines.drop(before);
        base += before;
    }

    /** Whether no more findings are wanted. */
    boolean isFull() {
        return capped;
    }

    private Location location(Piece piece, int at, List<String> outer) {
        int origin = piece.origin(at);
        lines.find(origin);
        List<String> encodings = piece.encodings();
        if (!outer.isEmpty()) {
            encodings = new java.util.ArrayList<>(encodings);
            encodings.addAll(0, outer);
        }
        return new Location(name, lines.line(), lines.column(), mark + (base + origin) * width, encodings);
    }

    /** Takes a secret that a rule found. */
    void accept(Piece piece, RulePlan plan, Match match, Confidence confidence, List<String> outer) {
        add(
                piece,
                match.secretStart(),
                match.secretEnd(),
                plan.rule().judgement().likelihood(),
                new Kind(plan.rule().id(), confidence, Optional.empty()),
                outer);
    }

    /** Takes a managed value. */
    void accept(Piece piece, ManagedValue value, int start, List<String> outer) {
        Kind kind = new Kind(Finding.MANAGED_VALUE, Confidence.HIGH, Optional.of(value.label()));
        add(piece, start, start + value.length(), false, kind, outer);
    }

    /** Takes an object that is a finding by its name; its path is what is fingerprinted and shown. */
    void acceptPath(ObjectName object, RulePlan plan) {
        byte[] path = object.path().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Finding finding = new Finding(
                plan.rule().id(),
                plan.rule().judgement().confidence(),
                new Redaction("file"),
                fingerprints.of(path, 0, path.length),
                List.of(Location.of(object, 1, 1, 0)),
                Optional.empty(),
                Validity.UNKNOWN);
        candidates.add(new Candidate(Long.MAX_VALUE - 1, Long.MAX_VALUE, false, finding), this::displaced);
    }

    private record Kind(String rule, Confidence confidence, Optional<String> owner) {}

    private void add(Piece piece, int start, int end, boolean generic, Kind kind, List<String> outer) {
        if (given + candidates.size() >= limits.findings()) {
            capped = true;
            return;
        }
        byte[] secret = Arrays.copyOfRange(piece.bytes(), start, end);
        try {
            Finding finding = new Finding(
                    kind.rule,
                    kind.confidence,
                    Redaction.of(secret, 0, secret.length),
                    fingerprints.of(secret, 0, secret.length),
                    List.of(location(piece, start, outer)),
                    kind.owner,
                    Validity.UNKNOWN);
            long from = base + piece.origin(start);
            long to = base + piece.origin(end - 1) + 1;
            candidates.add(new Candidate(from, to, generic, finding), this::displaced);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private void displaced(Candidate loser) {
        Finding finding = loser.finding();
        explain.suppressed(new Suppression(
                finding.rule(),
                finding.locations().getFirst(),
                "another finding on the same secret is as sure or surer",
                finding.redacted()));
    }

    /** Says of a match why it is no finding. */
    void reject(Piece piece, RulePlan plan, Match match, String reason, List<String> outer) {
        if (asked) {
            Redaction redacted = Redaction.of(piece.bytes(), match.secretStart(), match.secretLength());
            explain.suppressed(
                    new Suppression(plan.rule().id(), location(piece, match.secretStart(), outer), reason, redacted));
        }
    }

    /** Gives out what ends before a place of the chunk. */
    void flush(int before) {
        candidates.flush(base + before, this::give);
    }

    private void give(Candidate candidate) {
        given++;
        sink.found(candidate.finding());
    }

    /** Ends the object; gives how many findings it had. */
    int end() {
        if (capped) {
            budgets.gap(
                    Gap.of(Gap.Kind.FINDINGS_CAPPED, "more findings than " + limits.findings() + " are not given out"));
        }
        candidates.flush(Long.MAX_VALUE, this::give);
        return given;
    }
}
