package dev.gatehouse.client.secret;

import dev.gatehouse.client.http.Failure;
import dev.gatehouse.client.http.Reply;
import dev.gatehouse.client.http.ServiceCalls;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Asks config-service for current versions. */
final class SecretFetch {
    private static final int OK = 200;

    private final ServiceCalls calls;
    private final InstantSource clock;

    SecretFetch(ServiceCalls calls, InstantSource clock) {
        this.calls = calls;
        this.clock = clock;
    }

    /** What came of it. */
    sealed interface Result {
        /** An outcome for each name, or for fewer. The values are the receiver's. */
        record Fetched(Map<String, SecretsJson.Outcome> outcomes) implements Result {}

        record Failed(Failure failure) implements Result {}
    }

    /** Blocks until there is an answer or none is to be expected. */
    Result fetch(Collection<String> names) throws InterruptedException {
        Reply reply = calls.post("/v1/secrets/batch-get", SecretsJson.request(names));
        if (!(reply instanceof Reply.Answered answer && answer.status() == OK)) {
            return new Result.Failed(reply.failed(clock.instant()));
        }
        Optional<Map<String, SecretsJson.Outcome>> outcomes = SecretsJson.read(answer.body());
        answer.wipe();
        return outcomes.isPresent()
                ? new Result.Fetched(outcomes.get())
                : new Result.Failed(new Failure.Passing("malformed-answer"));
    }
}
