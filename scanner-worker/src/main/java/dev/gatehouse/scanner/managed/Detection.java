package dev.gatehouse.scanner.managed;

import dev.gatehouse.client.managed.HandOver;
import dev.gatehouse.client.managed.ManagedValue;
import dev.gatehouse.scanner.engine.ManagedValues;
import dev.gatehouse.scanner.engine.Scanner;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is looked for.
 *
 * @param scanner looks for it
 * @param version names it; an object that was scanned under another one is scanned again
 */
public record Detection(Scanner scanner, String version) {
    private static final int DIGITS = 32;

    /**
     * This one with managed values.
     *
     * <p>The version is a hash over which values these are, by owner and version id. Under another key it is the same, and when a
     * stage moves; when a value comes or goes, it is another.
     */
    Detection with(HandOver handOver) {
        MessageDigest hash = sha256();
        handOver.values().stream()
                .map(ManagedValue::label)
                .sorted()
                .distinct()
                .forEach(label -> hash.update((label + "\n").getBytes(StandardCharsets.UTF_8)));
        String values = HexFormat.of().formatHex(hash.digest()).substring(0, DIGITS);
        ManagedValues managed = ManagedValues.of(handOver.key(), handOver.values());
        return new Detection(
                scanner.with(managed), handOver.values().isEmpty() ? version : version + "+managed-" + values);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
