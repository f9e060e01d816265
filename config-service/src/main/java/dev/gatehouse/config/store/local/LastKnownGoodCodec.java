package dev.gatehouse.config.store.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.config.parameter.ParameterKind;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.config.secret.Secret;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretValue;
import dev.gatehouse.config.secret.Stage;
import dev.gatehouse.config.secret.VersionId;
import dev.gatehouse.config.snapshot.LastKnownGood.Contents;
import dev.gatehouse.config.snapshot.LastKnownGood.Kept;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The plaintext of a last-known-good file: a JSON object with the layers' parameters and the secrets. */
final class LastKnownGoodCodec {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final int FORMAT = 1;

    private LastKnownGoodCodec() {}

    static byte[] write(Contents contents) {
        ObjectNode root = JSON.createObjectNode().put("format", FORMAT);
        ArrayNode subtrees = root.putArray("subtrees");
        contents.subtrees().forEach((path, kept) -> {
            ObjectNode subtree = subtrees.addObject().put("root", path.value());
            subtree.put("validatedAt", kept.validatedAt().toString());
            ArrayNode parameters = subtree.putArray("parameters");
            kept.value().forEach(parameter -> parameters.add(write(parameter)));
        });
        ArrayNode single = root.putArray("parameters");
        contents.parameters()
                .forEach(kept -> single.add(write(kept.value())
                        .put("validatedAt", kept.validatedAt().toString())));
        ArrayNode secrets = root.putArray("secrets");
        contents.secrets().forEach(kept -> secrets.add(write(kept)));
        try {
            return JSON.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of nodes can always be written", e);
        }
    }

    /** @throws IOException the bytes are of another format */
    static Contents read(byte[] bytes) throws IOException {
        JsonNode root = JSON.readTree(bytes);
        if (root.path("format").asInt() != FORMAT) {
            throw new IOException("another format");
        }
        Map<ParameterPath, Kept<List<Parameter>>> subtrees = new HashMap<>();
        root.path("subtrees").forEach(subtree -> {
            List<Parameter> parameters = new ArrayList<>();
            subtree.path("parameters").forEach(node -> parameters.add(parameter(node)));
            subtrees.put(
                    new ParameterPath(text(subtree, "root")), new Kept<>(parameters, time(subtree, "validatedAt")));
        });
        List<Kept<Parameter>> single = new ArrayList<>();
        root.path("parameters").forEach(node -> single.add(new Kept<>(parameter(node), time(node, "validatedAt"))));
        List<Kept<Secret>> secrets = new ArrayList<>();
        for (JsonNode node : root.path("secrets")) {
            secrets.add(new Kept<>(secret(node), time(node, "validatedAt")));
        }
        return new Contents(subtrees, single, secrets);
    }

    private static ObjectNode write(Parameter parameter) {
        ObjectNode node = JSON.createObjectNode();
        node.put("path", parameter.path().value());
        node.put("kind", parameter.value().kind().wireName());
        node.put("class", parameter.value().dataClass().name());
        node.put("text", parameter.value().text());
        node.put("version", parameter.version());
        node.put("modifiedAt", parameter.modifiedAt().toString());
        parameter.labels().forEach(node.putArray("labels")::add);
        return node;
    }

    private static Parameter parameter(JsonNode node) {
        List<String> labels = new ArrayList<>();
        node.path("labels").forEach(label -> labels.add(label.textValue()));
        return new Parameter(
                new ParameterPath(text(node, "path")),
                new ParameterValue(
                        ParameterKind.ofWireName(text(node, "kind")),
                        DataClass.valueOf(text(node, "class")),
                        text(node, "text")),
                node.path("version").longValue(),
                time(node, "modifiedAt"),
                labels);
    }

    private static ObjectNode write(Kept<Secret> kept) {
        Secret secret = kept.value();
        ObjectNode node = JSON.createObjectNode();
        node.put("name", secret.name().value());
        node.put("version", secret.version().value());
        node.put("createdAt", secret.createdAt().toString());
        node.put("validatedAt", kept.validatedAt().toString());
        secret.stages().forEach(stage -> node.withArray("stages").add(stage.name()));
        node.put("value", secret.value().reveal());
        return node;
    }

    private static Secret secret(JsonNode node) throws IOException {
        Set<Stage> stages = new HashSet<>();
        node.path("stages").forEach(stage -> stages.add(new Stage(stage.textValue())));
        return new Secret(
                new SecretName(text(node, "name")),
                new VersionId(text(node, "version")),
                stages,
                time(node, "createdAt"),
                SecretValue.of(node.path("value").binaryValue()));
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText();
    }

    private static Instant time(JsonNode node, String name) {
        return Instant.parse(text(node, name));
    }
}
