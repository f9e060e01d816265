package dev.gatehouse.config.access;

import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.service.access.Resource;

/** What is acted on in this service: a factory for each type, which takes the type's own canonical name. */
public final class Resources {
    static final String PARAMETER = "parameter";
    static final String SECRET = "secret";
    static final String CONTRACT = "contract";

    private Resources() {}

    public static Resource parameter(ParameterPath path) {
        return new Resource(PARAMETER, path.value());
    }

    public static Resource secret(SecretName name) {
        return new Resource(SECRET, "/" + name.value());
    }

    /** The contract of one environment. */
    public static Resource contract(String project, String environment) {
        return new Resource(CONTRACT, "/" + project + "/" + environment);
    }
}
