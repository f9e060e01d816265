package dev.gatehouse.config.store.aws;

import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.parameter.DeleteResult;
import dev.gatehouse.config.parameter.Labels;
import dev.gatehouse.config.parameter.Page;
import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterStore;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.config.parameter.Precondition;
import dev.gatehouse.config.parameter.Selector;
import dev.gatehouse.config.parameter.WriteResult;
import dev.gatehouse.service.failure.InvalidName;
import dev.gatehouse.service.failure.StoreException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.LabelParameterVersionRequest;
import software.amazon.awssdk.services.ssm.model.LabelParameterVersionResponse;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterVersionNotFoundException;

/**
 * Parameters in AWS Systems Manager Parameter Store.
 *
 * <p><b>Conditional writes.</b> Parameter Store has one condition, "only where nothing is there", and it is atomic:
 * {@link Precondition.Absent} is that one. For {@link Precondition.Matches} the writers of this process take turns for
 * each path; the stored version is compared, the value is written, and the version that Parameter Store gave it must
 * be the next one. Where it is not, another process wrote in between: its value is written again as the newest
 * version, and the caller is told of a conflict. So of two writers at most one is told that it wrote, and its value
 * is the one that stays; between the two writes, for the time of two calls, readers may see the loser's value. A
 * process that dies in that time leaves it. A delete by version is a comparison and then a delete: a write of
 * another process between the two is lost with the path. See {@code
 * deploy/decisions/0004-conditional-writes-on-parameter-store.md}.
 *
 * <p><b>Retries.</b> Reads are tried again after any passing failure. A write is tried again only where the attempt
 * before it certainly did nothing (it was throttled, or never connected), so that it makes one version.
 *
 * <p><b>Class of data.</b> It is the KMS key of a secure parameter; a plain one is always read as
 * {@link DataClass#PARAMETER}, and so is one under a key that is none of ours.
 *
 * <p><b>Labels</b> are told by {@link #get} and {@link #history}. Listings and batches leave them out: Parameter Store
 * tells them only with the whole history of a path.
 *
 * <p><b>Order.</b> Parameter Store promises none across its pages; a page is ordered here. Names that are not
 * canonical paths, written by somebody else, are left out.
 *
 * <p><b>Tiers.</b> Parameter Store takes the tier that a value needs: standard up to 4 KiB, else advanced.
 */
public final class SsmParameterStore implements ParameterStore {
    /** Parameter Store's most for a page of a path, and for a batch of names. */
    private static final int PAGE = 10;

    private final SsmClient ssm;
    private final AwsCalls calls;
    private final KeyIds keys;
    private final SsmHistory history;
    private final SealingKeys sealing;
    private final SsmWrites writes;
    private final Batches batches;

    /**
     * @param ssm a client that {@link AwsClientSettings#applyTo} was given
     * @param guard stands before every call
     * @param settings those that the client was given
     * @param executor runs batches side by side, each blocking: one virtual thread a task
     * @param clock dates a write, since Parameter Store answers one with its version only
     */
    public SsmParameterStore(
            SsmClient ssm,
            KeyIds keys,
            CallGuard guard,
            AwsClientSettings settings,
            Executor executor,
            InstantSource clock) {
        this.ssm = ssm;
        this.calls = new AwsCalls(guard);
        this.keys = keys;
        this.history = new SsmHistory(ssm, calls);
        this.sealing = new SealingKeys(ssm, calls, keys);
        this.writes = new SsmWrites(ssm, calls, keys, history, settings, clock);
        this.batches = new Batches(executor);
    }

    @Override
    public Optional<Parameter> get(ParameterPath path, Selector selector) {
        GetParameterRequest request = GetParameterRequest.builder()
                .name(path.value() + suffix(selector))
                .withDecryption(true)
                .build();
        Optional<software.amazon.awssdk.services.ssm.model.Parameter> stored = calls.call("reading", path, () -> {
            try {
                return Optional.of(ssm.getParameter(request).parameter());
            } catch (ParameterNotFoundException | ParameterVersionNotFoundException absent) {
                return Optional.empty();
            }
        });
        return stored.map(parameter -> withFacts(path, parameter));
    }

    @Override
    public Map<ParameterPath, Parameter> getAll(Set<ParameterPath> paths) {
        List<String> names = paths.stream().map(ParameterPath::value).sorted().toList();
        Map<ParameterPath, Parameter> found = new LinkedHashMap<>();
        for (Parameter parameter : ours(batches.of(names, PAGE, this::batch))) {
            found.put(parameter.path(), parameter);
        }
        return found;
    }

    @Override
    public Page<Parameter> list(ParameterPath below, boolean recursive, Optional<String> cursor, int limit) {
        Optional<String> next = cursor;
        List<software.amazon.awssdk.services.ssm.model.Parameter> stored = new ArrayList<>();
        do {
            GetParametersByPathResponse page = page(below, recursive, next, Math.min(PAGE, limit - stored.size()));
            stored.addAll(page.parameters());
            next = AwsCursor.of(page.nextToken());
        } while (next.isPresent() && stored.size() < limit);
        List<Parameter> items = new ArrayList<>(ours(stored));
        items.sort(Comparator.comparing(Parameter::path));
        return new Page<>(items, next);
    }

    @Override
    public Page<Parameter> history(ParameterPath path, Optional<String> cursor, int limit) {
        long before = cursor.map(SsmParameterStore::versionOf).orElse(Long.MAX_VALUE);
        List<ParameterHistory> older = history.of(path, true).reversed().stream()
                .filter(stored -> stored.version() < before)
                .toList();
        List<Parameter> items = older.stream()
                .limit(limit)
                .map(stored -> SsmValues.of(path, stored, classOf(stored)))
                .toList();
        boolean more = older.size() > items.size();
        return new Page<>(
                items, more ? AwsCursor.of(Long.toString(items.getLast().version())) : Optional.empty());
    }

    @Override
    public WriteResult put(ParameterPath path, ParameterValue value, Precondition precondition) {
        return writes.put(path, value, precondition);
    }

    @Override
    public DeleteResult delete(ParameterPath path, Precondition precondition) {
        return writes.delete(path, precondition);
    }

    @Override
    public boolean label(ParameterPath path, long version, Set<String> labels) {
        labels.forEach(Labels::check);
        boolean exists = history.of(path, false).stream().anyMatch(stored -> stored.version() == version);
        if (!exists || labels.isEmpty()) {
            return exists;
        }
        LabelParameterVersionRequest request = LabelParameterVersionRequest.builder()
                .name(path.value())
                .parameterVersion(version)
                .labels(labels)
                .build();
        return calls.call("labelling", path, () -> {
            try {
                return labelled(path, ssm.labelParameterVersion(request));
            } catch (ParameterNotFoundException | ParameterVersionNotFoundException absent) {
                return false;
            }
        });
    }

    private static boolean labelled(ParameterPath path, LabelParameterVersionResponse response) {
        if (!response.invalidLabels().isEmpty()) {
            throw new StoreException.Rejected(
                    "labelling " + path + ": some labels were refused", new InvalidName("label", "was refused"));
        }
        return true;
    }

    private GetParametersByPathResponse page(
            ParameterPath below, boolean recursive, Optional<String> cursor, int limit) {
        GetParametersByPathRequest request = GetParametersByPathRequest.builder()
                .path(below.value())
                .recursive(recursive)
                .withDecryption(true)
                .maxResults(limit)
                .nextToken(AwsCursor.token(cursor))
                .build();
        return calls.call("listing", below, () -> ssm.getParametersByPath(request));
    }

    private List<software.amazon.awssdk.services.ssm.model.Parameter> batch(List<String> names) {
        GetParametersRequest request =
                GetParametersRequest.builder().names(names).withDecryption(true).build();
        return calls.call(
                "reading",
                names.size() + " parameters",
                () -> ssm.getParameters(request).parameters());
    }

    private List<Parameter> ours(List<software.amazon.awssdk.services.ssm.model.Parameter> newest) {
        sealing.learn(newest);
        List<Parameter> parameters = new ArrayList<>();
        for (software.amazon.awssdk.services.ssm.model.Parameter stored : newest) {
            SsmValues.path(stored.name())
                    .map(path -> SsmValues.of(path, stored, sealing.classOf(stored), List.of()))
                    .ifPresent(parameters::add);
        }
        return parameters;
    }

    /** Adds what Parameter Store tells only in the history: the labels, and the key of a version that is not the newest. */
    private Parameter withFacts(ParameterPath path, software.amazon.awssdk.services.ssm.model.Parameter stored) {
        Optional<ParameterHistory> facts = history.of(path, false).stream()
                .filter(version -> version.version().equals(stored.version()))
                .findFirst();
        DataClass dataClass = facts.map(this::classOf).orElse(DataClass.PARAMETER);
        return SsmValues.of(
                path, stored, dataClass, facts.map(ParameterHistory::labels).orElse(List.of()));
    }

    private DataClass classOf(ParameterHistory stored) {
        return keys.classOf(stored.keyId()).orElse(DataClass.PARAMETER);
    }

    private static String suffix(Selector selector) {
        return switch (selector) {
            case Selector.Latest latest -> "";
            case Selector.Version version -> ":" + version.number();
            case Selector.Label label -> ":" + label.name();
        };
    }

    private static long versionOf(String cursor) {
        try {
            return Long.parseLong(String.valueOf(AwsCursor.token(Optional.of(cursor))));
        } catch (NumberFormatException foreign) {
            throw new InvalidName("cursor", "is not one that this store gave");
        }
    }
}
