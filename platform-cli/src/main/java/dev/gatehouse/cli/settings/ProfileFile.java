package dev.gatehouse.cli.settings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.cli.output.Yaml;
import dev.gatehouse.cli.shell.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The file with the profiles, in YAML: {@code profile}, the one that holds where none is named, and {@code profiles}, each a
 * mapping of settings. A token has no place in it: only the file that holds it is named.
 */
final class ProfileFile {
    private static final Set<String> KEYS = Set.of(
            "config-url",
            "audit-url",
            "scanner-url",
            "config-management-url",
            "audit-management-url",
            "scanner-management-url",
            "token-file",
            "config-token-file",
            "audit-token-file",
            "scanner-token-file",
            "plain-http",
            "project",
            "vkey",
            "audit-service",
            "output",
            "timeout");

    private final Path path;

    ProfileFile(Path path) {
        this.path = path;
    }

    /** The profile of a name, or the one that the file says holds; no settings where there is no file. */
    Profile profile(Optional<String> wanted) {
        if (!Files.exists(path)) {
            if (wanted.isPresent()) {
                throw wrong("is not there, and the profile " + wanted.get() + " is asked for");
            }
            return Profile.NONE;
        }
        JsonNode root = read();
        allow(root, Set.of("profile", "profiles"), "the file");
        Optional<String> name =
                wanted.or(() -> Optional.ofNullable(root.path("profile").textValue()));
        return name.map(chosen -> profile(root.path("profiles"), chosen)).orElse(Profile.NONE);
    }

    private Profile profile(JsonNode profiles, String name) {
        JsonNode profile = profiles.path(name);
        if (!profile.isObject()) {
            throw wrong("has no profile " + name + "; it has: " + names(profiles));
        }
        allow(profile, KEYS, "the profile " + name);
        Map<String, String> values = new LinkedHashMap<>();
        profile.properties().forEach(field -> {
            if (!field.getValue().isValueNode() || field.getValue().isNull()) {
                throw wrong(field.getKey() + " of the profile " + name + " must be a text");
            }
            values.put(field.getKey(), field.getValue().asText());
        });
        return new Profile(name, values);
    }

    private JsonNode read() {
        try {
            return Yaml.read(Files.readAllBytes(path))
                    .filter(JsonNode::isObject)
                    .orElseThrow(() -> wrong("is no YAML mapping"));
        } catch (IOException e) {
            throw wrong("can't be read");
        }
    }

    private void allow(JsonNode mapping, Set<String> keys, String where) {
        mapping.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                throw wrong(where + " may only have: " + String.join(", ", new TreeSet<>(keys)));
            }
        });
    }

    private static String names(JsonNode profiles) {
        Set<String> names = new TreeSet<>();
        profiles.fieldNames().forEachRemaining(names::add);
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private Failure wrong(String what) {
        return Failure.usage("the file of profiles " + path + ": " + what);
    }
}
