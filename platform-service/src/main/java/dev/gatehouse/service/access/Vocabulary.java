package dev.gatehouse.service.access;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words that the policies of one service are written in; a policy with another word is refused.
 *
 * @param capabilities in the order in which people are told of them; {@link Capability#ADMIN} is one of them
 * @param types of resources, in that order too; {@link Resource#TOKENS} is one of them
 * @param projectTypes those of the types whose paths begin with a project, so that a pattern which leaves the first
 *     segment open reaches into every project
 */
public record Vocabulary(List<Capability> capabilities, List<String> types, Set<String> projectTypes) {
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z-]{0,31}");

    /** @throws IllegalArgumentException a word is malformed, given twice, or missing */
    public Vocabulary {
        capabilities = List.copyOf(capabilities);
        types = List.copyOf(types);
        projectTypes = Set.copyOf(projectTypes);
        require(capabilities.contains(Capability.ADMIN), "there is no capability to administer");
        require(types.contains(Resource.TOKENS), "the tokens are no type of resource");
        require(types.stream().allMatch(type -> TYPE.matcher(type).matches()), "a type is malformed");
        require(distinct(capabilities) && distinct(types), "a word is given twice");
        require(types.containsAll(projectTypes), "a project's type is no type");
    }

    /** The capabilities as people are told of them. */
    String capabilityWords() {
        return capabilities.stream().map(Capability::word).collect(Collectors.joining(", "));
    }

    /** The types as people are told of them. */
    String typeWords() {
        return String.join(", ", types);
    }

    private static boolean distinct(List<?> words) {
        return new HashSet<>(words).size() == words.size();
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }
}
