package dev.gatehouse.scanner.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A detector: gitleaks' form with additions. Immutable.
 *
 * @param id kebab-case, unique in a rule set
 * @param description what it finds, for people
 * @param origin whether it is shipped or a user's
 * @param regex the expression; empty for a rule about paths alone
 * @param keywords literals in lower case, one of which stands in whatever the rule finds
 * @param path an expression in RE2's syntax, found anywhere in an object's path; where there is one, the rule looks at such
 *     objects only, and without a regex it reports the object itself
 * @param judgement how a match becomes a finding
 * @param allowlists what is no finding
 * @param tags for people and filters
 * @param samples for its tests
 */
public record Rule(
        String id,
        String description,
        Origin origin,
        Optional<String> regex,
        List<String> keywords,
        Optional<String> path,
        Judgement judgement,
        List<Allowlist> allowlists,
        List<String> tags,
        Samples samples) {
    public Rule {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a rule without an id");
        }
        if (regex.isEmpty() && path.isEmpty()) {
            throw new IllegalArgumentException("rule " + id + " has neither a regex nor a path");
        }
        keywords = keywords.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
        allowlists = List.copyOf(allowlists);
        tags = List.copyOf(tags);
    }

    /** The version of what it finds. */
    public RuleVersion version() {
        List<String> parts = new ArrayList<>(List.of(id, origin.name(), regex.orElse(""), path.orElse("")));
        parts.addAll(keywords);
        parts.add(judgement.toString());
        allowlists.forEach(allowlist -> parts.add(content(allowlist)));
        return RuleVersion.of(parts);
    }

    static String content(Allowlist list) {
        return String.join(
                "\u0000",
                list.condition().name(),
                list.target().name(),
                list.regexes().toString(),
                list.paths().toString(),
                list.stopwords().toString(),
                list.commits().stream().sorted().toList().toString());
    }

    /** This rule with further allowlists. */
    public Rule withAllowlists(List<Allowlist> further) {
        List<Allowlist> all = new ArrayList<>(allowlists);
        all.addAll(further);
        return new Rule(id, description, origin, regex, keywords, path, judgement, all, tags, samples);
    }
}
