package dev.gatehouse.config.contract;

import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.parameter.ParameterKind;
import dev.gatehouse.config.parameter.ParameterValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the contract says of one parameter.
 *
 * @param path below the environment, for instance {@code agents/common/llm/timeout}
 * @param unit what a number counts
 * @param defaultText what it holds where nobody set it, in environments without an override
 * @param overrides the default of single environments
 * @param required whether it has to be there, so that it can't be deleted
 * @param sensitive whether it is kept encrypted and masked
 * @param owner who answers for it
 * @param dataClass which key seals it
 */
public record ParameterSpec(
        String path,
        ValueType type,
        String description,
        Optional<String> unit,
        Optional<String> defaultText,
        Map<String, String> overrides,
        boolean required,
        boolean sensitive,
        String owner,
        DataClass dataClass) {
    public ParameterSpec {
        overrides = Map.copyOf(overrides);
    }

    /** The text that the parameter holds in an environment where nobody set it. */
    public Optional<String> defaultFor(String environment) {
        return Optional.ofNullable(overrides.get(environment)).or(() -> defaultText);
    }

    /** A text of this parameter as it is to be kept: its kind and class follow from the contract. */
    public ParameterValue value(String text) {
        ParameterKind plain = type instanceof ListType ? ParameterKind.STRING_LIST : ParameterKind.STRING;
        return new ParameterValue(sensitive ? ParameterKind.SECURE_STRING : plain, dataClass, text);
    }

    /** The rules that a value breaks; what concerns the text comes first. */
    public List<Violation> check(ParameterValue value) {
        List<Violation> violations = new ArrayList<>();
        if (value.kind() == ParameterKind.STRING_LIST && !(type instanceof ListType)) {
            violations.add(new Violation(Rule.WRONG_TYPE, "must not be kept as StringList"));
        } else {
            type.check(value.text()).ifPresent(violations::add);
        }
        if (sensitive && !value.sensitive()) {
            violations.add(new Violation(Rule.SHOULD_BE_SECURE, "is sensitive, so it must be kept as SecureString"));
        } else if (sensitive && value.dataClass() != dataClass) {
            violations.add(
                    new Violation(Rule.SHOULD_BE_SECURE, "must be sealed under the key of the class " + dataClass));
        }
        return violations;
    }
}
