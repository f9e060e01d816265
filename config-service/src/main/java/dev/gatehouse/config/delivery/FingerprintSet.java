package dev.gatehouse.config.delivery;

import dev.gatehouse.config.secret.SecretMetadata;
import dev.gatehouse.config.secret.SecretSpec;
import dev.gatehouse.config.secret.Stage;
import dev.gatehouse.config.secret.VersionId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Names a set of secrets' versions by a hash of what is known of them without a value, so that an unchanged one is not read. */
final class FingerprintSet {
    /** The form of what is handed over for a version; another one makes other sets. */
    private static final String FORM = "1-";

    private FingerprintSet() {}

    static String of(List<SecretMetadata> secrets, Function<SecretMetadata, Optional<SecretSpec>> specs) {
        MessageDigest hash = sha256();
        for (SecretMetadata secret : secrets) {
            line(hash, secret.name().value());
            // What the template says decides which fields are handed over.
            line(hash, specs.apply(secret).map(spec -> spec.source().toString()).orElse(""));
            secret.versions().entrySet().stream()
                    .filter(version -> !version.getValue().isEmpty())
                    .sorted(Map.Entry.comparingByKey(Comparator.comparing(VersionId::value)))
                    .forEach(version -> version(hash, version.getKey(), version.getValue()));
        }
        return FORM + HexFormat.of().formatHex(hash.digest());
    }

    private static void version(MessageDigest hash, VersionId id, Set<Stage> stages) {
        line(hash, id.value() + " " + new TreeSet<>(stages));
    }

    private static void line(MessageDigest hash, String text) {
        hash.update(text.replace('\n', ' ').getBytes(StandardCharsets.UTF_8));
        hash.update((byte) '\n');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
