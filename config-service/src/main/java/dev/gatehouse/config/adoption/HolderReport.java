package dev.gatehouse.config.adoption;

import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.secret.SecretName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * All that one holder holds now; nothing, when it says goodbye.
 *
 * @param holder an instance's name, its own for as long as it runs: 1 to {@value #MAX_HOLDER} of {@code A-Z a-z 0-9 . _ : -}
 * @param application what it is an instance of
 * @param environment of all the secrets
 * @param holdings each secret once
 */
public record HolderReport(String holder, String application, String environment, List<Holding> holdings) {
    /** Characters of a holder's name. */
    public static final int MAX_HOLDER = 128;

    private static final Pattern HOLDER = Pattern.compile("[A-Za-z0-9._:-]{1," + MAX_HOLDER + "}");

    /**
     * @throws InvalidReport the holder's name is none, or a secret stands there twice or is another environment's
     * @throws dev.gatehouse.service.failure.InvalidName the application or the environment is no name
     */
    public HolderReport {
        if (!HOLDER.matcher(holder).matches()) {
            throw new InvalidReport("holder", "must be 1 to " + MAX_HOLDER + " of A-Z a-z 0-9 . _ : -");
        }
        oneSegment("application", application);
        oneSegment("environment", environment);
        holdings = List.copyOf(holdings);
        Set<Object> seen = new HashSet<>();
        for (Holding holding : holdings) {
            if (!seen.add(holding.secret())) {
                throw new InvalidReport("holdings", "has a secret twice");
            }
            if (!environment(holding.secret()).equals(environment)) {
                throw new InvalidReport("holdings", "has a secret of another environment");
            }
        }
    }

    /** Whether it holds nothing any more. */
    public boolean goodbye() {
        return holdings.isEmpty();
    }

    /** The second part of a name, {@code project/environment/name}; empty where there is none. */
    static String environment(SecretName name) {
        String[] parts = name.value().split("/", 3);
        return parts.length == 3 ? parts[1] : "";
    }

    private static void oneSegment(String what, String text) {
        ParameterPath.check(what, text);
        if (text.indexOf('/') >= 0) {
            throw new InvalidReport(what, "must be one name, without '/'");
        }
    }
}
