package dev.gatehouse.config.snapshot;

import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.secret.SecretName;

/** Is told of changes in the stores, by this process's own writes and by a feed of events. Calls are cheap and never throw. */
public interface ChangeListener {
    /** The parameter was written, labelled or deleted. */
    void parameterChanged(ParameterPath path);

    /** The secret got a version, a stage moved, or it was deleted or restored. */
    void secretChanged(SecretName name);
}
