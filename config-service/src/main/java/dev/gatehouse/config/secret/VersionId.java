package dev.gatehouse.config.secret;

import dev.gatehouse.service.failure.InvalidName;
import java.util.regex.Pattern;

/**
 * Names one version of a secret. Whoever writes a version chooses its id, so that the same write sent twice is one
 * version: Secrets Manager calls it the client request token.
 */
public record VersionId(String value) {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9-]{32,64}");

    public VersionId {
        if (!TOKEN.matcher(value).matches()) {
            throw new InvalidName("version id", "must have 32 to 64 of A-Z a-z 0-9 -");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
