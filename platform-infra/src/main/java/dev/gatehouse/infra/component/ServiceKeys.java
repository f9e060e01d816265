package dev.gatehouse.infra.component;

import com.pulumi.core.Output;

/**
 * The keys that the services open things with, by their ARNs.
 *
 * @param master     of queues, topics, tables and buckets
 * @param parameters of parameters
 * @param secrets    of secrets
 * @param safety     of what the safety system depends on
 */
public record ServiceKeys(String master, String parameters, String secrets, String safety) {
    /** Them, once all are known. */
    public static Output<ServiceKeys> of(
            Output<String> master, Output<String> parameters, Output<String> secrets, Output<String> safety) {
        return Output.tuple(master, parameters, secrets, safety)
                .applyValue(all -> new ServiceKeys(all.t1, all.t2, all.t3, all.t4));
    }
}
