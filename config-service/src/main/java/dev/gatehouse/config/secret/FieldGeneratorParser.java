package dev.gatehouse.config.secret;

import dev.gatehouse.service.document.Located;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads how a field is generated: one of {@code random}, {@code password}, {@code constant} and {@code keyPair}. */
final class FieldGeneratorParser {
    private static final Set<String> KINDS = Set.of("random", "password", "constant", "keyPair");
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_-]{1,32}");
    private static final Pattern SYMBOLS = Pattern.compile("[!#$%&*+,./:;<=>?@^_|~-]{1,32}");

    private FieldGeneratorParser() {}

    static FieldGenerator parse(Located node) {
        Map<String, Located> kinds = node.allowing(KINDS).fields();
        if (kinds.size() != 1) {
            throw node.error("must have one of random, password, constant and keyPair");
        }
        String kind = kinds.keySet().iterator().next();
        Located settings = node.get(kind);
        return switch (kind) {
            case "random" -> random(settings);
            case "password" -> password(settings);
            case "keyPair" -> keyPair(settings);
            default -> new FieldGenerator.Constant(settings.node().deepCopy());
        };
    }

    private static FieldGenerator random(Located node) {
        node.allowing(Set.of("bytes", "encoding", "prefix"));
        Located encoding = node.get("encoding");
        return new FieldGenerator.RandomBytes(
                node.get("bytes").integer(8, 256),
                switch (encoding.text()) {
                    case "base64url" -> FieldGenerator.Encoding.BASE64URL;
                    case "hex" -> FieldGenerator.Encoding.HEX;
                    default -> throw encoding.error("must be base64url or hex");
                },
                matching(node.find("prefix"), PREFIX));
    }

    private static FieldGenerator password(Located node) {
        node.allowing(Set.of("length", "symbols"));
        return new FieldGenerator.Password(
                node.get("length").integer(16, 128), matching(node.find("symbols"), SYMBOLS));
    }

    private static FieldGenerator keyPair(Located node) {
        Located curve = node.allowing(Set.of("curve")).get("curve");
        for (FieldGenerator.Curve known : FieldGenerator.Curve.values()) {
            if (known.wireName().equals(curve.text())) {
                return new FieldGenerator.KeyPair(known);
            }
        }
        throw curve.error("must be Ed25519 or X25519");
    }

    private static String matching(Optional<Located> node, Pattern pattern) {
        node.filter(text -> !pattern.matcher(text.text()).matches()).ifPresent(text -> {
            throw text.error("must match " + pattern);
        });
        return node.map(Located::text).orElse("");
    }
}
