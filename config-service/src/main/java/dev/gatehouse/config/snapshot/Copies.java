package dev.gatehouse.config.snapshot;

import dev.gatehouse.config.cache.StaleCache;
import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.secret.Secret;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.service.failure.StoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The copies that this process serves from: layers, single parameters and secrets. */
public final class Copies implements ChangeListener {
    private final StaleCache<ParameterPath, Subtree> subtrees;
    private final StaleCache<ParameterPath, Parameter> parameters;
    private final StaleCache<SecretName, Secret> secrets;
    private LastKnownGood.@Nullable Contents saved;

    public Copies(
            StaleCache<ParameterPath, Subtree> subtrees,
            StaleCache<ParameterPath, Parameter> parameters,
            StaleCache<SecretName, Secret> secrets) {
        this.subtrees = subtrees;
        this.parameters = parameters;
        this.secrets = secrets;
    }

    @Override
    public void parameterChanged(ParameterPath path) {
        parameters.invalidate(path);
        // Every node above, rather than every copy: a copy that is being loaded now must not outlive this change.
        String above = path.value();
        for (int end = above.length(); end > 0; end = above.lastIndexOf('/', end - 1)) {
            subtrees.invalidate(new ParameterPath(above.substring(0, end)));
        }
    }

    @Override
    public void secretChanged(SecretName name) {
        secrets.invalidate(name);
    }

    /** Asks upstream for everything that there is a copy of; the copies tell of what has changed. Blocks. */
    public void reconcile() {
        revalidate(subtrees);
        revalidate(parameters);
        revalidate(secrets);
    }

    /** Takes what was kept earlier, as copies that could not be revalidated yet. */
    public void seed(LastKnownGood.Contents contents) {
        contents.subtrees().forEach((root, kept) -> {
            subtrees.seed(root, new Subtree(root, kept.value()), kept.validatedAt());
            kept.value().forEach(parameter -> parameters.seed(parameter.path(), parameter, kept.validatedAt()));
        });
        contents.parameters().forEach(kept -> parameters.seed(kept.value().path(), kept.value(), kept.validatedAt()));
        contents.secrets().forEach(kept -> secrets.seed(kept.value().name(), kept.value(), kept.validatedAt()));
    }

    /** Keeps what is held, if it is not what was kept last. */
    public synchronized void keep(LastKnownGood lastKnownGood) {
        Map<ParameterPath, LastKnownGood.Kept<List<Parameter>>> layers = new HashMap<>();
        subtrees.forEach(copy -> layers.put(
                copy.getKey(),
                new LastKnownGood.Kept<>(
                        copy.getValue().value().parameters(), copy.getValue().validatedAt())));
        LastKnownGood.Contents contents = new LastKnownGood.Contents(layers, held(parameters), held(secrets));
        boolean empty = layers.isEmpty()
                && contents.parameters().isEmpty()
                && contents.secrets().isEmpty();
        if (!empty && !contents.equals(saved)) {
            lastKnownGood.save(contents);
            saved = contents;
        }
    }

    private static <K, V> List<LastKnownGood.Kept<V>> held(StaleCache<K, V> cache) {
        List<LastKnownGood.Kept<V>> kept = new ArrayList<>();
        cache.forEach(copy -> kept.add(new LastKnownGood.Kept<>(
                copy.getValue().value(), copy.getValue().validatedAt())));
        return kept;
    }

    private static <K, V> void revalidate(StaleCache<K, V> cache) {
        cache.forEach(copy -> {
            try {
                var _ = cache.revalidate(copy.getKey());
            } catch (StoreException e) {
                // Told by whoever reads it next.
            }
        });
    }
}
