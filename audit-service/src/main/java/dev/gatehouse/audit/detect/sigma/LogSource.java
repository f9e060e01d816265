package dev.gatehouse.audit.detect.sigma;

import java.util.List;
import java.util.Optional;

/** Which events a rule is about. The others of Sigma's log sources have no events here. */
public enum LogSource {
    /** {@code product: aws, service: cloudtrail}: the record as CloudTrail wrote it. */
    CLOUDTRAIL("aws", "cloudtrail"),
    /** {@code product: gatehouse, service: audit}: the platform's own events, as its services sent them. */
    GATEHOUSE("gatehouse", "audit");

    private final String product;
    private final String service;

    LogSource(String product, String service) {
        this.product = product;
        this.service = service;
    }

    /** The fields by which rules are found quickly, the most telling first. */
    List<FieldPath> keys() {
        return switch (this) {
            case CLOUDTRAIL -> List.of(FieldPath.of("eventName"), FieldPath.of("eventSource"));
            case GATEHOUSE -> List.of(FieldPath.of("action"), FieldPath.of("outcome"));
        };
    }

    /** The source that the rule's words mean; empty where there is none of them here. */
    static Optional<LogSource> of(String product, String service) {
        for (LogSource source : values()) {
            if (source.product.equals(product) && source.service.equals(service)) {
                return Optional.of(source);
            }
        }
        return Optional.empty();
    }
}
