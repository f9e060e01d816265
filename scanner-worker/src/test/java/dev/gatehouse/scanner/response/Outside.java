package dev.gatehouse.scanner.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.scanner.finding.Fingerprint;
import dev.gatehouse.scanner.finding.FingerprintKey;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.triage.AccessKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** What responses act on. Each effect is noted when it changes something; asking again changes nothing, as it is outside. */
final class Outside implements Rotations {
    private static final ObjectMapper JSON = new ObjectMapper();

    static final FingerprintKey KEY = FingerprintKey.of(new byte[32]);

    final List<String> effects = new ArrayList<>();
    final Set<ObjectName> taken = new LinkedHashSet<>();
    final Set<ObjectName> changed = new HashSet<>();
    final Set<String> told = new LinkedHashSet<>();
    final List<String> notices = new ArrayList<>();
    final Set<ObjectName> scanned = new LinkedHashSet<>();
    int looksUntilDone = 2;
    int away;
    Optional<Answer> answer = Optional.empty();
    boolean keyActive = true;
    private boolean isRotating;
    private int looks;
    private final Consumer<String> point;

    Outside(Consumer<String> point) {
        this.point = point;
    }

    private void effect(String what, boolean isNew) {
        if (isNew) {
            effects.add(what);
        }
    }

    Quarantine quarantine(String kind) {
        return new Quarantine() {
            @Override
            public String kind() {
                return kind;
            }

            @Override
            public Taken take(Order order) {
                point.accept("before take " + order.object().path());
                if (changed.contains(order.object())) {
                    return new Changed();
                }
                effect("take " + order.object().path(), taken.add(order.object()));
                point.accept("after take " + order.object().path());
                return new Kept("is in quarantine");
            }

            @Override
            public Returned giveBack(String item, ObjectName object) {
                boolean was = taken.remove(object);
                effect("give back " + object.path(), was);
                return was ? new Restored() : new NotKept();
            }
        };
    }

    @Override
    public Answer rotate(String secret, String reason, Optional<String> compromised) {
        point.accept("before rotate");
        if (away > 0) {
            away--;
            return new Away("http-503");
        }
        effect("rotate " + secret + " " + compromised.orElse("-"), !isRotating);
        isRotating = true;
        point.accept("after rotate");
        return answer.orElseGet(() -> new Known(List.of(rotation("awaiting-adoption"))));
    }

    @Override
    public Answer look(String secret) {
        point.accept("look");
        looks++;
        return new Known(List.of(rotation(looks >= looksUntilDone ? "done" : "retiring")));
    }

    static Rotation rotation(String state) {
        return new Rotation("rotation-1", state, "v1", Optional.of("v2"), Optional.empty(), Optional.empty());
    }

    NoticeChannel channel() {
        return new NoticeChannel() {
            @Override
            public String name() {
                return "webhook";
            }

            @Override
            public Outcome deliver(Notice notice) {
                point.accept("before tell");
                effect("tell " + notice.id(), told.add(notice.id()));
                notices.add(notice.json());
                point.accept("after tell");
                return new Delivered();
            }
        };
    }

    DisableKeyStep.Keys keys() {
        AccessKeys known = new AccessKeys() {
            @Override
            public void each(Consumer<OwnedKey> all) {
                all.accept(new OwnedKey("the-id-of-a-key", "ada", keyActive));
            }

            @Override
            public Optional<Instant> lastUsed(OwnedKey key) {
                return Optional.empty();
            }
        };
        return new DisableKeyStep.Keys(known, key -> {
            point.accept("before disable");
            effect("disable the key of " + key.user(), keyActive);
            keyActive = false;
            point.accept("after disable");
            return true;
        });
    }

    static Fingerprint keyFingerprint() {
        byte[] id = "the-id-of-a-key".getBytes(StandardCharsets.US_ASCII);
        return KEY.maker().of(id, 0, id.length);
    }

    /** Everything that was not taken is there still. */
    Verifications verifications() {
        return new Verifications() {
            @Override
            public Begun begin(List<ObjectName> objects) {
                point.accept("before scan");
                effect("scan again", scanned.addAll(objects));
                return new Begun(List.of("scan-2"), List.of());
            }

            @Override
            public Looked look(List<String> scans, Set<ObjectName> objects) {
                Set<ObjectName> there = new HashSet<>(objects);
                there.removeAll(taken);
                return new Over(there, Set.of(), 0);
            }
        };
    }

    /** The same world as integrations reach it. A missing node is a failure. */
    BiFunction<String, JsonNode, JsonNode> asAws() {
        return (resource, parameters) -> switch (resource.substring(resource.lastIndexOf("::") + 2)) {
            case "aws-sdk:s3:copyObject", "sqs:sendMessage.waitForTaskToken" -> JSON.createObjectNode();
            case "aws-sdk:s3:deleteObject" -> {
                String path = parameters.path("Key").asText();
                effect(
                        "take " + path,
                        taken.add(new ObjectName(
                                "s3://" + parameters.path("Bucket").asText(),
                                path,
                                Optional.of(parameters.path("VersionId").asText()))));
                yield JSON.createObjectNode();
            }
            case "aws-sdk:iam:updateAccessKey" -> {
                effect("disable the key of " + parameters.path("UserName").asText(), keyActive);
                keyActive = false;
                yield JSON.createObjectNode();
            }
            case "sns:publish" -> {
                String id = parameters.path("Message").path("id").asText();
                effect("tell " + id, told.add(id));
                yield JSON.createObjectNode();
            }
            case "http:invoke" -> http(parameters);
            default -> throw new AssertionError("no such integration: " + resource);
        };
    }

    private JsonNode http(JsonNode parameters) {
        String endpoint = parameters.path("ApiEndpoint").asText();
        ObjectNode result = JSON.createObjectNode();
        ObjectNode body = result.putObject("ResponseBody");
        if (endpoint.endsWith(":rotate")) {
            rotate(
                    endpoint.substring(endpoint.indexOf("/v1/secrets/") + 12, endpoint.length() - ":rotate".length()),
                    "leaked",
                    Optional.of(
                            parameters.path("RequestBody").path("compromised").asText()));
            body.put("id", "rotation-1");
        } else if (endpoint.endsWith(":rotation")) {
            Known known = (Known) look("");
            ObjectNode last =
                    body.putArray("last").addObject().put("id", "rotation-0").put("state", "done");
            if (known.rotations().getFirst().state().equals("done")) {
                last.put("id", "rotation-1");
            }
        } else if (parameters.path("Method").asText().equals("POST")) {
            effect("scan again", scanned.add(ObjectName.of("scanner", "verify-only")));
            body.put("id", "response-2");
        } else {
            // What was made worthless, or taken, verifies; as VerifyStep decides it.
            boolean verified = isRotating || !keyActive;
            body.put("id", "response-2").put("state", verified ? "done" : "failed");
        }
        return result;
    }
}
