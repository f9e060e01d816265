package dev.gatehouse.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** scanner-worker's side: scans, findings and what is done about them. */
final class Findings {
    private final ServiceApi scanner;

    Findings(ServiceApi scanner) {
        this.scanner = scanner;
    }

    void scanTarget(String name) {
        scanner.post("/v1/scans", "{\"target\":\"" + name + "\"}");
    }

    void scan(String kind, String location) {
        scanner.post("/v1/scans", "{\"kind\":\"" + kind + "\",\"location\":\"" + location + "\"}");
    }

    /** The finding of a version of a secret in at least so many places. */
    Optional<JsonNode> of(String secret, String version, int places) {
        return StreamSupport.stream(
                        scanner.get("/v1/findings?limit=100").path("findings").spliterator(), false)
                .filter(finding -> finding.path("rule").asText().equals("managed-secret"))
                .filter(finding -> finding.path("owner").asText().startsWith(secret + "#")
                        && finding.path("owner").asText().endsWith("@" + version))
                .filter(finding -> finding.path("locations").size() >= places)
                .findFirst();
    }

    JsonNode finding(String id) {
        return scanner.get("/v1/findings/" + id);
    }

    /** What is done about a finding: the newest response to it. */
    Optional<JsonNode> response(String finding) {
        JsonNode responses = scanner.get("/v1/responses?finding=" + finding).path("responses");
        return responses.isEmpty() ? Optional.empty() : Optional.of(responses.path(0));
    }

    void approve(String response) {
        scanner.post("/v1/responses/" + response + "/approve", "{\"comment\":\"the scenario\"}");
    }
}
