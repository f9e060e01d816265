package dev.gatehouse.scanner.engine;

import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.FingerprintKey;
import dev.gatehouse.scanner.finding.ObjectName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Scans objects, one after the other, on one thread. Its buffers are overwritten by the next object. */
public final class Scan {
    /** How much of what was looked at stays before what is looked at next, so that what stands before a keyword is seen. */
    private static final int CONTEXT = 4096;

    private final Plan plan;
    private final ScanLimits limits;
    private final Budgets budgets;
    private final Results results;
    private final Decoding decoding;
    private final PathRules paths;
    private byte[] buffer = new byte[0];
    private byte[] wide = new byte[0];

    Scan(Plan plan, FingerprintKey key, ScanLimits limits, ManagedValues managed) {
        this.plan = plan;
        this.limits = limits;
        budgets = new Budgets(plan, limits);
        results = new Results(key, limits, budgets);
        decoding = new Decoding(plan, limits, managed, budgets, results);
        paths = new PathRules(plan);
    }

    /**
     * Scans an object to its end. A failure inside a rule is part of the outcome.
     *
     * @param name what it is called; its path decides about rules and allowlists for paths
     * @param content its bytes; not closed
     * @throws IOException the content failed; findings that were made before have been given out
     */
    public ScanOutcome scan(ObjectName name, InputStream content, FindingSink findings, ExplainSink explain)
            throws IOException {
        Optional<String> excluded = plan.everybody().excludes(name);
        if (excluded.isPresent()) {
            return new ScanOutcome(0, 0, new Coverage.Excluded(excluded.get()));
        }
        budgets.begin();
        ensureBuffer();
        int length = content.readNBytes(buffer, 0, buffer.length);
        Optional<WideText> utf16 = WideText.of(buffer, length);
        begin(name, utf16, findings, explain);
        try {
            Source source = utf16.isPresent() ? wideSource(utf16.get(), content, length) : content::readNBytes;
            chunks(source, utf16.isPresent() ? narrowed(utf16.get(), length) : length);
        } finally {
            results.flush(Integer.MAX_VALUE);
        }
        paths.report(name, results);
        return outcome(utf16.isPresent() ? 2 : 1);
    }

    /** Scans bytes in memory, which are left as they are. */
    public ScanOutcome scan(ObjectName name, byte[] content, FindingSink findings, ExplainSink explain) {
        try {
            return scan(name, new ByteArrayInputStream(content), findings, explain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ensureBuffer() {
        if (buffer.length == 0) {
            buffer = new byte[limits.chunkBytes() + limits.overlapBytes() + CONTEXT];
        }
    }

    private void begin(ObjectName name, Optional<WideText> utf16, FindingSink findings, ExplainSink explain) {
        List<String> outer = utf16.map(wide -> List.of(wide.encoding().word())).orElse(List.of());
        results.begin(
                name,
                findings,
                explain,
                utf16.isPresent() ? 2 : 1,
                utf16.map(WideText::mark).orElse(0));
        decoding.begin(name, PathKind.of(name), paths.applying(name), outer);
    }

    /** Gives bytes to look at. */
    private interface Source {
        /** Fills what it can; fewer only at the end. */
        int read(byte[] into, int at, int most) throws IOException;
    }

    private int narrowed(WideText text, int length) {
        return text.narrow(buffer, text.mark(), length - text.mark(), buffer, 0);
    }

    private Source wideSource(WideText text, InputStream content, int first) {
        if (wide.length == 0) {
            wide = new byte[64 << 10];
        }
        boolean[] halfUnit = {(first - text.mark()) % 2 != 0};
        byte[] carried = {halfUnit[0] ? buffer[first - 1] : 0};
        return (into, at, most) -> {
            int read = 0;
            while (read < most) {
                int carry = halfUnit[0] ? 1 : 0;
                wide[0] = carried[0];
                int wanted = Math.min(wide.length, 2 * (most - read)) - carry;
                int got = content.readNBytes(wide, carry, wanted) + carry;
                read += text.narrow(wide, 0, got, into, at + read);
                halfUnit[0] = false;
                if (got < wanted + carry) {
                    break;
                }
            }
            return read;
        };
    }

    private void chunks(Source source, int first) throws IOException {
        int length = first;
        int from = 0;
        long base = 0;
        // UTF-16 fills half of the buffer at first.
        length += source.read(buffer, length, buffer.length - length);
        budgets.read(length);
        while (true) {
            boolean last = length < buffer.length;
            int ownedEnd = last ? length : length - limits.overlapBytes();
            results.chunk(buffer);
            decoding.chunk(buffer, length, from, ownedEnd, base);
            results.flush(ownedEnd);
            if (last || results.isFull()) {
                return;
            }
            int keep = ownedEnd - CONTEXT;
            results.drop(keep);
            System.arraycopy(buffer, keep, buffer, 0, length - keep);
            base += keep;
            length -= keep;
            from = CONTEXT;
            int more = source.read(buffer, length, buffer.length - length);
            budgets.read(more);
            length += more;
        }
    }

    private ScanOutcome outcome(int width) {
        int found = results.end();
        long bytes = budgets.bytes() * width;
        Coverage coverage = budgets.gaps().isEmpty()
                ? new Coverage.Scanned(bytes)
                : new Coverage.Partial(bytes, List.copyOf(budgets.gaps()));
        return new ScanOutcome(bytes, found, coverage);
    }
}
