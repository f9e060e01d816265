package dev.gatehouse.config.contract;

import java.util.Optional;

/** The values from a least to a greatest, both included, where there are such. */
public record Range<T extends Comparable<? super T>>(Optional<Limit<T>> min, Optional<Limit<T>> max) {
    /**
     * One end of a range.
     *
     * @param written as it stands in the contract, for messages
     */
    public record Limit<T>(T value, String written) {}

    /** @throws IllegalArgumentException the least is above the greatest */
    public Range {
        if (min.isPresent()
                && max.isPresent()
                && min.get().value().compareTo(max.get().value()) > 0) {
            throw new IllegalArgumentException("min is above max");
        }
    }

    public static <T extends Comparable<? super T>> Range<T> unbounded() {
        return new Range<>(Optional.empty(), Optional.empty());
    }

    Optional<Violation> check(T value) {
        if (min.isPresent() && value.compareTo(min.get().value()) < 0) {
            return Optional.of(new Violation(
                    Rule.OUT_OF_RANGE, "must be at least " + min.get().written()));
        }
        if (max.isPresent() && value.compareTo(max.get().value()) > 0) {
            return Optional.of(new Violation(
                    Rule.OUT_OF_RANGE, "must be at most " + max.get().written()));
        }
        return Optional.empty();
    }
}
