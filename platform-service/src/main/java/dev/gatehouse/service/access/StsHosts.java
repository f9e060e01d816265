package dev.gatehouse.service.access;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The hosts to which a presigned request may be sent. Only AWS may be asked who is calling: whoever else answered could
 * claim to be anyone.
 *
 * @param named hosts that are allowed as they stand, in lower case
 * @param regional whether {@code sts.<region>.amazonaws.com} is allowed for every region
 */
public record StsHosts(Set<String> named, boolean regional) {
    /** The global endpoint and the regional ones of the commercial and government partitions. */
    public static final StsHosts DEFAULT = new StsHosts(Set.of("sts.amazonaws.com"), true);

    private static final Pattern REGIONAL =
            Pattern.compile("sts\\.[a-z]{2}(?:-[a-z]{2,12}){1,2}-[0-9]\\.amazonaws\\.com");

    public StsHosts {
        named = Set.copyOf(named);
    }

    boolean allow(String host) {
        return named.contains(host) || (regional && REGIONAL.matcher(host).matches());
    }
}
