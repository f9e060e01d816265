package bench;

import dev.gatehouse.client.config.GatehouseConfig;
import dev.gatehouse.client.flag.FlagContext;
import dev.gatehouse.client.flag.GatehouseFlags;
import dev.gatehouse.client.secret.GatehouseSecrets;
import dev.gatehouse.client.secret.SecretLease;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Cached reads of 64 keys out of 10,000, in turn; the keys are other instances than the client's own. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Reads {
    private static final int KEYS = 10_000;
    private static final int READ = 64;

    private final String[] texts = new String[READ];
    private final String[] numbers = new String[READ];
    private final String[] durations = new String[READ];
    private final FlagContext[] subjects = new FlagContext[READ];
    private volatile Map<String, String> floor = Map.of();
    private Application application;
    private GatehouseConfig config;
    private GatehouseFlags flags;
    private GatehouseSecrets secrets;
    private SmallRyeConfig peer;
    private int at;

    @Setup
    public void open() {
        application = new Application(KEYS);
        config = application.gatehouse().config();
        flags = application.gatehouse().flags();
        secrets = application.gatehouse().secrets();
        floor = Application.values(KEYS);
        peer = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(Application.values(KEYS), "bench", 100))
                .build();
        for (int i = 0; i < READ; i++) {
            texts[i] = Application.key(i * 150);
            numbers[i] = Application.key(i * 150 + 1);
            durations[i] = Application.key(i * 150 + 2);
            subjects[i] = FlagContext.of("subject-" + i);
        }
    }

    @TearDown
    public void close() {
        application.close();
    }

    private int next() {
        return at++ & READ - 1;
    }

    @Benchmark
    public String floorVolatileHashMap() {
        return floor.get(texts[next()]);
    }

    @Benchmark
    public String configString() {
        return config.getString(texts[next()]);
    }

    @Benchmark
    public int configInt() {
        return config.getInt(numbers[next()]);
    }

    @Benchmark
    public Duration configDuration() {
        return config.getDuration(durations[next()]);
    }

    @Benchmark
    public int configFindIntOrElse() {
        return config.findInt(numbers[next()]).orElse(0);
    }

    @Benchmark
    public boolean flag() {
        return flags.isOn("plain", subjects[next()], false);
    }

    @Benchmark
    public boolean flagWithPercentage() {
        return flags.isOn("share", subjects[next()], false);
    }

    @Benchmark
    public int secretLease() {
        try (SecretLease lease = secrets.get(Application.SECRET)) {
            return lease.value().size();
        }
    }

    @Benchmark
    public String peerSmallRyeString() {
        return peer.getValue(texts[next()], String.class);
    }

    @Benchmark
    public Integer peerSmallRyeInt() {
        return peer.getValue(numbers[next()], Integer.class);
    }
}
