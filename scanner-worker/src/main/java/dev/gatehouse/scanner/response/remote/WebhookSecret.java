package dev.gatehouse.scanner.response.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that a webhook's sender and receiver share, 24 to 64 bytes, as Standard Webhooks
 * (https://www.standardwebhooks.com) writes it: {@code whsec_} and its base64.
 */
public final class WebhookSecret {
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MIN_BYTES = 24;
    private static final int MAX_BYTES = 64;
    private static final long MAX_FILE = 1_024;

    private final SecretKeySpec key;

    private WebhookSecret(byte[] bytes) {
        key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /**
     * The secret that a file holds; space around it does not count.
     *
     * @throws IllegalArgumentException the file can't be read or holds no such secret; the message never quotes it
     */
    public static WebhookSecret read(Path file) {
        try {
            if (Files.size(file) > MAX_FILE) {
                throw new IllegalArgumentException("the webhook's secret file is larger than 1 KiB");
            }
            return of(new String(Files.readAllBytes(file), UTF_8).strip());
        } catch (IOException e) {
            throw new IllegalArgumentException("the webhook's secret file can't be read", e);
        }
    }

    static WebhookSecret of(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("the webhook's secret does not begin with " + PREFIX);
        }
        byte[] bytes = decode(text.substring(PREFIX.length()));
        if (bytes.length < MIN_BYTES || bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("the webhook's secret must have 24 to 64 bytes");
        }
        return new WebhookSecret(bytes);
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // No cause: its message quotes a character of the secret.
            throw new IllegalArgumentException("the webhook's secret is not base64");
        }
    }

    /** The signature's header for a message: {@code v1,} and the base64 of HMAC-SHA256 over {@code id.timestamp.body}. */
    String sign(String id, long timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((id + "." + timestamp + ".").getBytes(UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
