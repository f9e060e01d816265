package dev.gatehouse.config.store.aws;

import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.config.parameter.ParameterKind;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.service.failure.InvalidName;
import dev.gatehouse.service.failure.StoreException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;

/** Parameters of the SDK as parameters of ours. */
final class SsmValues {
    private SsmValues() {}

    static Parameter of(
            ParameterPath path,
            software.amazon.awssdk.services.ssm.model.Parameter stored,
            DataClass dataClass,
            List<String> labels) {
        ParameterValue value = value(path, stored.typeAsString(), dataClass, stored.value());
        return new Parameter(path, value, stored.version(), stored.lastModifiedDate(), labels);
    }

    static Parameter of(ParameterPath path, ParameterHistory stored, DataClass dataClass) {
        ParameterValue value = value(path, stored.typeAsString(), dataClass, stored.value());
        return new Parameter(path, value, stored.version(), stored.lastModifiedDate(), stored.labels());
    }

    /** The path of a stored name; empty where somebody else stored a name that has no canonical path. */
    static Optional<ParameterPath> path(String name) {
        try {
            return Optional.of(new ParameterPath(name));
        } catch (InvalidName foreign) {
            return Optional.empty();
        }
    }

    private static ParameterValue value(
            ParameterPath path, @Nullable String type, DataClass dataClass, @Nullable String text) {
        try {
            ParameterKind kind = ParameterKind.ofWireName(type == null ? "" : type);
            return new ParameterValue(kind, dataClass, text == null ? "" : text);
        } catch (InvalidName broken) {
            throw new StoreException.Corrupt("reading " + path + ": what is stored is no parameter", broken);
        }
    }
}
