package dev.gatehouse.audit.detect.sigma;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads a rule's file. It is strict: what it does not know is refused by name, so that no rule means less here than where
 * it was written.
 */
public final class SigmaParser {
    private static final Set<String> KEYS = Set.of(
            "title",
            "id",
            "name",
            "status",
            "level",
            "description",
            "references",
            "tags",
            "author",
            "date",
            "modified",
            "falsepositives",
            "license",
            "related",
            "fields",
            "logsource",
            "detection",
            "correlation",
            "generate",
            "gatehouse");
    private static final int MAX_TITLE = 256;
    private static final int MAX_PROSE = 8_192;
    private static final int MAX_SELECTIONS = 64;
    private static final int VERSION_DIGITS = 16;

    /** What can be wrong independently of each other. */
    private static final List<Consumer<RuleNode>> PARTS = List.of(
            root -> root.requireKeysAmong(KEYS),
            root -> id(root.required("id")),
            root -> root.required("title").text(MAX_TITLE),
            root -> status(root.required("status")),
            root -> level(root.required("level")),
            SigmaParser::body,
            root -> root.get("gatehouse").ifPresent(SigmaParser::dedupe));

    private SigmaParser() {}

    /**
     * The rule that a file is.
     *
     * @param yaml one YAML document in UTF-8, at most 64 KiB
     * @throws InvalidRule it is not a rule of the supported subset; the message says where and why
     */
    public static SigmaRule parse(byte[] yaml) {
        RuleNode root = RuleYaml.read(yaml);
        root.requireKeysAmong(KEYS);
        return new SigmaRule(
                id(root.required("id")),
                root.get("name").map(name -> name.text(MAX_TITLE)),
                root.required("title").text(MAX_TITLE),
                status(root.required("status")),
                level(root.required("level")),
                root.get("description").map(text -> text.text(MAX_PROSE)).orElse(""),
                root.get("references").map(list -> list.texts(MAX_TITLE)).orElse(List.of()),
                root.get("tags").map(list -> list.texts(MAX_TITLE)).orElse(List.of()),
                root.get("author").map(author -> author.text(MAX_TITLE)),
                body(root),
                root.get("gatehouse").map(SigmaParser::dedupe),
                version(yaml));
    }

    /** What is wrong with a rule: the first problem of each of its parts. None where {@link #parse} takes it. */
    public static List<InvalidRule> problems(byte[] yaml) {
        List<InvalidRule> problems = new ArrayList<>();
        try {
            RuleNode root = RuleYaml.read(yaml);
            for (Consumer<RuleNode> part : PARTS) {
                check(() -> part.accept(root), problems);
            }
            if (problems.isEmpty()) {
                check(() -> parse(yaml), problems);
            }
        } catch (InvalidRule unreadable) {
            problems.add(unreadable);
        }
        return problems;
    }

    private static void check(Runnable part, List<InvalidRule> problems) {
        try {
            part.run();
        } catch (InvalidRule e) {
            problems.add(e);
        }
    }

    private static UUID id(RuleNode id) {
        String text = id.text(MAX_TITLE);
        // The JDK's reader takes shortened groups.
        id.require(text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "must be a UUID in lower case");
        return UUID.fromString(text);
    }

    private static SigmaRule.Status status(RuleNode status) {
        String word = status.text(MAX_TITLE);
        return Stream.of(SigmaRule.Status.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> status.error("is not a status of Sigma's"));
    }

    private static Level level(RuleNode level) {
        return Level.ofWord(level.text(MAX_TITLE)).orElseThrow(() -> level.error("is not a level of Sigma's"));
    }

    private static SigmaRule.Body body(RuleNode root) {
        Optional<RuleNode> correlation = root.get("correlation");
        if (correlation.isPresent()) {
            for (String key : List.of("logsource", "detection")) {
                root.require(root.get(key).isEmpty(), "a correlation has no '" + key + "' of its own");
            }
            return CorrelationParser.parse(correlation.get(), generate(root));
        }
        root.require(root.get("generate").isEmpty(), "'generate' goes with a correlation only");
        return new EventBody(source(root.required("logsource")), detection(root.required("detection")));
    }

    private static boolean generate(RuleNode root) {
        Optional<RuleNode> generate = root.get("generate");
        generate.ifPresent(node -> node.require(node.json().isBoolean(), "must be true or false"));
        return generate.map(node -> node.json().booleanValue()).orElse(false);
    }

    private static LogSource source(RuleNode node) {
        node.requireKeysAmong(Set.of("product", "service"));
        String product = node.required("product").text(MAX_TITLE);
        String service = node.required("service").text(MAX_TITLE);
        return LogSource.of(product, service)
                .orElseThrow(() ->
                        node.error("the log source " + RuleNode.shown(product + "/" + service) + " is not supported"));
    }

    private static Expression detection(RuleNode detection) {
        detection.requireMapping();
        detection.require(
                detection.get("timeframe").isEmpty(), "'timeframe' is not supported; a correlation rule counts");
        Map<String, Expression> selections = new LinkedHashMap<>();
        for (String name : detection.keys()) {
            if (!name.equals("condition")) {
                RuleNode selection = detection.get(name).orElseThrow();
                selection.require(name.matches("[A-Za-z_][A-Za-z0-9_.-]*"), "is not a selection's name");
                selections.put(name, SelectionParser.parse(selection));
            }
        }
        detection.require(selections.size() <= MAX_SELECTIONS, "has more than " + MAX_SELECTIONS + " selections");
        return ConditionParser.parse(detection.required("condition"), selections);
    }

    private static SigmaRule.Dedupe dedupe(RuleNode extension) {
        extension.requireKeysAmong(Set.of("dedupe"));
        RuleNode dedupe = extension.required("dedupe");
        dedupe.requireKeysAmong(Set.of("by", "window"));
        return new SigmaRule.Dedupe(
                dedupe.get("by").map(CorrelationParser::fields).orElse(List.of()),
                CorrelationParser.span(dedupe.required("window")));
    }

    private static String version(byte[] yaml) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(yaml);
            return HexFormat.of().formatHex(hash).substring(0, VERSION_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
