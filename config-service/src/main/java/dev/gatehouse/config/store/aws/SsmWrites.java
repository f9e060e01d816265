package dev.gatehouse.config.store.aws;

import dev.gatehouse.config.parameter.DeleteResult;
import dev.gatehouse.config.parameter.ParameterKind;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.config.parameter.Precondition;
import dev.gatehouse.config.parameter.WriteResult;
import dev.gatehouse.service.failure.StoreException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DeleteParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

/**
 * Conditional writes on a store that has none but "only where nothing is there".
 *
 * <p>{@link SsmParameterStore} tells what this keeps and what it can't.
 */
final class SsmWrites {
    /** Locks that the paths of this process share; two paths on one lock only wait for each other. */
    private static final int STRIPES = 256;

    /** How often what others wrote is put back before the path is given up as too busy. */
    private static final int RESTORES = 3;

    private final SsmClient ssm;
    private final AwsCalls calls;
    private final KeyIds keys;
    private final SsmHistory history;
    private final AwsClientSettings settings;
    private final InstantSource clock;
    private final List<ReentrantLock> locks =
            IntStream.range(0, STRIPES).mapToObj(stripe -> new ReentrantLock()).toList();

    SsmWrites(
            SsmClient ssm,
            AwsCalls calls,
            KeyIds keys,
            SsmHistory history,
            AwsClientSettings settings,
            InstantSource clock) {
        this.ssm = ssm;
        this.calls = calls;
        this.keys = keys;
        this.history = history;
        this.settings = settings;
        this.clock = clock;
    }

    WriteResult put(ParameterPath path, ParameterValue value, Precondition precondition) {
        PutParameterRequest.Builder request = request(path, value);
        return locked(path, () -> switch (precondition) {
            case Precondition.None none -> written(overwrite(path, request));
            case Precondition.Absent absent -> create(path, request);
            case Precondition.Matches matches -> replace(path, request, matches.version());
        });
    }

    DeleteResult delete(ParameterPath path, Precondition precondition) {
        return locked(path, () -> switch (precondition) {
            case Precondition.None none -> remove(path);
            case Precondition.Absent absent -> deleteOver(path, 0);
            case Precondition.Matches matches -> deleteOver(path, matches.version());
        });
    }

    private WriteResult create(ParameterPath path, PutParameterRequest.Builder request) {
        PutParameterRequest once = request.overwrite(false).build();
        Optional<Long> version = calls.call("writing", path, () -> {
            try {
                return Optional.of(ssm.putParameter(once).version());
            } catch (ParameterAlreadyExistsException present) {
                return Optional.empty();
            }
        });
        return version.isPresent() ? written(version.get()) : new WriteResult.Conflict(current(path));
    }

    private WriteResult replace(ParameterPath path, PutParameterRequest.Builder request, long expected) {
        OptionalLong current = current(path);
        if (current.isEmpty() || current.getAsLong() != expected) {
            return new WriteResult.Conflict(current);
        }
        long version = overwrite(path, request);
        return version == expected + 1 ? written(version) : new WriteResult.Conflict(giveBack(path, version));
    }

    /** Another process wrote between our look and our write: what it wrote becomes the newest version again. */
    private OptionalLong giveBack(ParameterPath path, long ours) {
        long version = ours;
        for (int restore = 0; restore < RESTORES; restore++) {
            if (version == 1) {
                // It was deleted, and our write made it anew.
                remove(path);
                return OptionalLong.empty();
            }
            long restored = overwrite(path, copyOf(path, version - 1));
            if (restored == version + 1) {
                return OptionalLong.of(restored);
            }
            version = restored;
        }
        throw busy(path);
    }

    private PutParameterRequest.Builder copyOf(ParameterPath path, long version) {
        ParameterHistory winner = history.of(path, true).stream()
                .filter(stored -> stored.version() == version)
                .findFirst()
                .orElseThrow(() -> busy(path));
        return request(path)
                .type(winner.type())
                .value(winner.value())
                .keyId(winner.type() == ParameterType.SECURE_STRING ? winner.keyId() : null);
    }

    private DeleteResult deleteOver(ParameterPath path, long expected) {
        OptionalLong current = current(path);
        if (current.isEmpty()) {
            return new DeleteResult.NotFound();
        }
        return current.getAsLong() == expected ? remove(path) : new DeleteResult.Conflict(current);
    }

    private DeleteResult remove(ParameterPath path) {
        DeleteParameterRequest request = DeleteParameterRequest.builder()
                .name(path.value())
                .overrideConfiguration(overrides -> overrides.addPlugin(settings.writesOnce()))
                .build();
        return calls.call("deleting", path, () -> {
            try {
                ssm.deleteParameter(request);
                return new DeleteResult.Deleted();
            } catch (ParameterNotFoundException absent) {
                return new DeleteResult.NotFound();
            }
        });
    }

    private long overwrite(ParameterPath path, PutParameterRequest.Builder request) {
        PutParameterRequest over = request.overwrite(true).build();
        return calls.call("writing", path, () -> ssm.putParameter(over).version());
    }

    private OptionalLong current(ParameterPath path) {
        GetParameterRequest request = GetParameterRequest.builder()
                .name(path.value())
                .withDecryption(false)
                .build();
        return calls.call("reading", path, () -> {
            try {
                return OptionalLong.of(ssm.getParameter(request).parameter().version());
            } catch (ParameterNotFoundException absent) {
                return OptionalLong.empty();
            }
        });
    }

    private PutParameterRequest.Builder request(ParameterPath path, ParameterValue value) {
        return request(path)
                .type(value.kind().wireName())
                .value(value.text())
                .keyId(value.kind() == ParameterKind.SECURE_STRING ? keys.of(value.dataClass()) : null);
    }

    private PutParameterRequest.Builder request(ParameterPath path) {
        return PutParameterRequest.builder()
                .name(path.value())
                .tier(ParameterTier.INTELLIGENT_TIERING)
                .overrideConfiguration(overrides -> overrides.addPlugin(settings.writesOnce()));
    }

    private WriteResult written(long version) {
        return new WriteResult.Written(version, clock.instant());
    }

    private <T> T locked(ParameterPath path, Supplier<T> work) {
        ReentrantLock lock = locks.get(Math.floorMod(path.hashCode(), STRIPES));
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private static StoreException busy(ParameterPath path) {
        return new StoreException.Unavailable(
                "writing " + path + ": other processes keep writing it",
                new IllegalStateException("no version stayed the newest for long enough to be put back"));
    }
}
