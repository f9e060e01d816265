package dev.gatehouse.config.store.aws;

import dev.gatehouse.config.parameter.ParameterPath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterHistoryRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterHistoryResponse;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/** The versions of a parameter as Parameter Store keeps them: at most 100, oldest first, 50 to a page. */
final class SsmHistory {
    private static final int PAGE = 50;

    private final SsmClient ssm;
    private final AwsCalls calls;

    SsmHistory(SsmClient ssm, AwsCalls calls) {
        this.ssm = ssm;
        this.calls = calls;
    }

    /**
     * All versions, oldest first; none where the path does not exist.
     *
     * @param decrypt whether the values are wanted; without, a secure one's value is ciphertext and no key is used
     */
    List<ParameterHistory> of(ParameterPath path, boolean decrypt) {
        List<ParameterHistory> versions = new ArrayList<>();
        @Nullable String token = null;
        do {
            GetParameterHistoryResponse page = page(path, decrypt, token);
            versions.addAll(page.parameters());
            token = page.nextToken();
        } while (token != null && !token.isEmpty());
        return versions;
    }

    private GetParameterHistoryResponse page(ParameterPath path, boolean decrypt, @Nullable String token) {
        GetParameterHistoryRequest request = GetParameterHistoryRequest.builder()
                .name(path.value())
                .withDecryption(decrypt)
                .maxResults(PAGE)
                .nextToken(token)
                .build();
        return calls.call("reading the history of", path, () -> {
            try {
                return ssm.getParameterHistory(request);
            } catch (ParameterNotFoundException absent) {
                return GetParameterHistoryResponse.builder().build();
            }
        });
    }
}
