package dev.gatehouse.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** config-service's side of one secret, as an operator sees it; never its value. */
final class Secrets {
    private final ServiceApi config;
    private final String target;

    Secrets(ServiceApi config, String name) {
        this.config = config;
        this.target = "/v1/secrets/" + name;
    }

    /** The version that a stage points at. */
    Optional<String> version(String stage) {
        return StreamSupport.stream(
                        config.get(target + ":versions").path("versions").spliterator(), false)
                .filter(version -> has(version, stage))
                .map(version -> version.path("version").asText())
                .findFirst();
    }

    /** Whether no stage points at a version any more. */
    boolean retired(String version) {
        return StreamSupport.stream(
                        config.get(target + ":versions").path("versions").spliterator(), false)
                .filter(known -> known.path("version").asText().equals(version))
                .allMatch(known -> known.path("stages").isEmpty());
    }

    /** The newest rotation from a version, running or not. */
    Optional<JsonNode> rotation(String from) {
        JsonNode rotation = config.get(target + ":rotation");
        JsonNode running = rotation.path("running");
        return running.path("from").asText().equals(from)
                ? Optional.of(running)
                : StreamSupport.stream(rotation.path("last").spliterator(), false)
                        .filter(last -> last.path("from").asText().equals(from))
                        .findFirst();
    }

    /** Whether all who report hold the current version. */
    boolean adopted(String version) {
        JsonNode adoption = config.get(target + "/adoption");
        return adoption.path("complete").asBoolean()
                && adoption.path("current").asText().equals(version)
                && !adoption.path("holders").isEmpty();
    }

    private static boolean has(JsonNode version, String stage) {
        return StreamSupport.stream(version.path("stages").spliterator(), false)
                .anyMatch(named -> named.asText().equals(stage));
    }
}
