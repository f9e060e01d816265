package dev.gatehouse.config.store.aws;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.config.parameter.DataClass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.DescribeParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * The class of data of secure parameters, by the key that seals them.
 *
 * <p>Parameter Store does not tell the key with the value, only in DescribeParameters, which is slow and throttled
 * early. So it is asked once for each version, for up to 50 names at a time, and the answer is remembered: a version
 * never changes its key.
 */
final class SealingKeys {
    private static final int NAMES_A_CALL = 50;
    private static final int REMEMBERED = 20_000;

    /** A version of a name; the time tells apart what was deleted and written anew. */
    private record Sealed(String name, long version, Instant modifiedAt) {
        static Sealed of(Parameter parameter) {
            return new Sealed(parameter.name(), parameter.version(), parameter.lastModifiedDate());
        }
    }

    private final SsmClient ssm;
    private final AwsCalls calls;
    private final KeyIds keys;
    private final Cache<Sealed, DataClass> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    SealingKeys(SsmClient ssm, AwsCalls calls, KeyIds keys) {
        this.ssm = ssm;
        this.calls = calls;
        this.keys = keys;
    }

    /** Learns the keys of the secure ones among these newest versions, where they are not known yet. */
    void learn(List<Parameter> newest) {
        List<String> names = newest.stream()
                .filter(SealingKeys::secure)
                .filter(parameter -> known.getIfPresent(Sealed.of(parameter)) == null)
                .map(Parameter::name)
                .toList();
        for (int from = 0; from < names.size(); from += NAMES_A_CALL) {
            learnNames(names.subList(from, Math.min(names.size(), from + NAMES_A_CALL)));
        }
    }

    /** The class of a version that was learnt, {@link DataClass#PARAMETER} of a plain one or under a key not ours. */
    DataClass classOf(Parameter parameter) {
        if (!secure(parameter)) {
            return DataClass.PARAMETER;
        }
        return Optional.ofNullable(known.getIfPresent(Sealed.of(parameter))).orElse(DataClass.PARAMETER);
    }

    private void learnNames(List<String> names) {
        @Nullable String token = null;
        do {
            DescribeParametersResponse page = describe(names, token);
            page.parameters().forEach(this::remember);
            token = page.nextToken();
        } while (token != null && !token.isEmpty());
    }

    private DescribeParametersResponse describe(List<String> names, @Nullable String token) {
        ParameterStringFilter named = ParameterStringFilter.builder()
                .key("Name")
                .option("Equals")
                .values(new ArrayList<>(names))
                .build();
        DescribeParametersRequest request = DescribeParametersRequest.builder()
                .parameterFilters(named)
                .maxResults(NAMES_A_CALL)
                .nextToken(token)
                .build();
        return calls.call("describing", names.size() + " parameters", () -> ssm.describeParameters(request));
    }

    private void remember(ParameterMetadata described) {
        DataClass dataClass = keys.classOf(described.keyId()).orElse(DataClass.PARAMETER);
        known.put(new Sealed(described.name(), described.version(), described.lastModifiedDate()), dataClass);
    }

    private static boolean secure(Parameter parameter) {
        return parameter.type() == ParameterType.SECURE_STRING;
    }
}
