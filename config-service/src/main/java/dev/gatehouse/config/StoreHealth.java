package dev.gatehouse.config;

import dev.gatehouse.config.cache.StaleCache;
import dev.gatehouse.config.contract.Contract;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.snapshot.Subtree;
import dev.gatehouse.service.failure.StoreException;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * Ready while a layer that every application reads can be served, from the store or from a copy that is not too old:
 * an outage of the store alone does not take the service out of the load balancer.
 */
@Startup
@Readiness
@Singleton
public class StoreHealth implements HealthCheck {
    private final StaleCache<ParameterPath, Subtree> layers;
    private final ParameterPath probe;

    public StoreHealth(StaleCache<ParameterPath, Subtree> layers, Contract contract) {
        this.layers = layers;
        this.probe = contract.root(contract.environments().getFirst()).resolve("global");
    }

    @Override
    public HealthCheckResponse call() {
        try {
            boolean stale = layers.get(probe).map(held -> held.stale()).orElse(false);
            return HealthCheckResponse.named("store")
                    .up()
                    .withData("stale", stale)
                    .build();
        } catch (StoreException e) {
            return HealthCheckResponse.named("store")
                    .down()
                    .withData("failure", e.getClass().getSimpleName())
                    .build();
        }
    }
}
