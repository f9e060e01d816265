package dev.gatehouse.audit;

import dev.gatehouse.audit.tlog.InvalidFormat;
import dev.gatehouse.audit.tlog.VerifierKey;
import dev.gatehouse.audit.tlog.Witness;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the settings of the witnesses; what is wrong keeps the service from starting, and is named. */
final class WitnessSettings {
    private static final String PREFIX = "gatehouse.log.";
    private static final int MAX_WITNESSES = 16;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private WitnessSettings() {}

    /** @throws ReadinessFailure a setting is wrong */
    static List<Witness> witnesses(Settings.Log settings) {
        List<Witness> witnesses = new ArrayList<>();
        for (Settings.WitnessAddress address : settings.witnesses()) {
            String setting = PREFIX + "witnesses[" + witnesses.size() + "]";
            Witness witness = witness(setting, address);
            require(
                    witnesses.stream().noneMatch(other -> other.name().equals(witness.name())),
                    setting + ".vkey",
                    "has the name of another witness's key");
            witnesses.add(witness);
        }
        require(witnesses.size() <= MAX_WITNESSES, PREFIX + "witnesses", "are more than " + MAX_WITNESSES);
        numbers(settings, witnesses.size());
        return witnesses;
    }

    private static void numbers(Settings.Log settings, int witnesses) {
        require(
                settings.witnessQuorum() >= 1 && settings.witnessQuorum() <= Math.max(witnesses, 1),
                PREFIX + "witness-quorum",
                "is not 1 to the number of witnesses");
        require(settings.witnessInterval().isPositive(), PREFIX + "witness-interval", "is not positive");
        require(settings.witnessTimeout().isPositive(), PREFIX + "witness-timeout", "is not positive");
        require(!settings.proofPatience().isNegative(), PREFIX + "proof-patience", "is negative");
    }

    private static Witness witness(String setting, Settings.WitnessAddress address) {
        require(
                mayBeAsked(address.url()),
                setting + ".url",
                "is not a plain https URL, or an http one of this machine");
        try {
            return new Witness(VerifierKey.parse(address.vkey()), withoutSlash(address.url()));
        } catch (InvalidFormat | IllegalArgumentException e) {
            throw new ReadinessFailure(setting + ".vkey", String.valueOf(e.getMessage()));
        }
    }

    private static boolean mayBeAsked(URI url) {
        String host = url.getHost();
        boolean plain = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
        return host != null
                && plain
                && ("https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && THIS_MACHINE.contains(host)));
    }

    private static URI withoutSlash(URI url) {
        String text = url.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : url;
    }

    private static void require(boolean holds, String setting, String otherwise) {
        if (!holds) {
            throw new ReadinessFailure(setting, otherwise);
        }
    }
}
