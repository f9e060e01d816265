package dev.gatehouse.infra.contract;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A secret of the platform, without its value.
 *
 * @param name         as it stands behind project and environment
 * @param description  what it opens
 * @param owner        who answers for it
 * @param dataClass    which key seals it
 * @param rotationDays how often it is replaced; never by itself, if absent
 */
public record SecretDefinition(
        String name, String description, String owner, DataClass dataClass, Optional<Integer> rotationDays) {
    /** Refuses a schedule that Secrets Manager refuses. */
    public SecretDefinition {
        if (rotationDays.filter(days -> days < 1 || days > 1000).isPresent()) {
            throw new IllegalArgumentException(name + " has to rotate after 1 to 1000 days");
        }
    }

    /** The secrets that this program was built with, by name. */
    public static List<SecretDefinition> shipped() {
        return Documents.secretsTemplate().path("secrets").properties().stream()
                .map(each -> new SecretDefinition(
                        each.getKey(),
                        each.getValue().path("description").asText(),
                        each.getValue().path("owner").asText(),
                        DataClass.of(each.getValue().path("dataClass").asText("secret")),
                        each.getValue().path("rotationDays").isInt()
                                ? Optional.of(
                                        each.getValue().path("rotationDays").asInt())
                                : Optional.empty()))
                .sorted(Comparator.comparing(SecretDefinition::name))
                .toList();
    }
}
