package dev.gatehouse.config.access;

import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.secret.SecretName;

/**
 * What is acted on, by its canonical name; policies match against {@link #toString}, {@code type:/path}.
 *
 * <p>There is a factory for each type, which takes the type's own canonical name: a resource is never made from a
 * piece of a request.
 */
public record Resource(String type, String path) {
    public static Resource parameter(ParameterPath path) {
        return new Resource("parameter", path.value());
    }

    public static Resource secret(SecretName name) {
        return new Resource("secret", "/" + name.value());
    }

    /** The contract of one environment. */
    public static Resource contract(String project, String environment) {
        return new Resource("contract", "/" + project + "/" + environment);
    }

    /** The access tokens of this service. */
    public static Resource tokens() {
        return new Resource("token", "/");
    }

    @Override
    public String toString() {
        return type + ":" + path;
    }
}
