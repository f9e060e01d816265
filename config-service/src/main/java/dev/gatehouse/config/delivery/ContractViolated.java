package dev.gatehouse.config.delivery;

import dev.gatehouse.config.contract.Violation;
import java.util.List;

/** A write would break the contract; nothing was written. */
public final class ContractViolated extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    public ContractViolated(List<Violation> violations) {
        super("the contract does not allow this: "
                + String.join(
                        "; ",
                        violations.stream()
                                .map(v -> v.rule().word() + ": " + v.message())
                                .toList()));
        this.violations = List.copyOf(violations);
    }

    /** Each rule that the write would break. */
    public List<Violation> violations() {
        return violations;
    }
}
