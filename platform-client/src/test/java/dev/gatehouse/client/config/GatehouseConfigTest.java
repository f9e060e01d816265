package dev.gatehouse.client.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.client.disk.OwnFolder;
import dev.gatehouse.client.disk.SnapshotKey;
import dev.gatehouse.client.fake.FakeConfigService;
import dev.gatehouse.client.fake.FakeService.Says;
import dev.gatehouse.client.fake.ManualClock;
import dev.gatehouse.client.fake.Told;
import dev.gatehouse.client.http.ServiceCalls;
import dev.gatehouse.client.http.ServiceState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatehouseConfigTest {
    private static final SnapshotId ID = new SnapshotId("dev", "researcher");
    private static final String CANARY = "canary-7f3a9c";

    private final ManualClock clock = new ManualClock();
    private final Told told = new Told();

    @TempDir
    private Path temporary;

    private GatehouseConfig.Kept kept;

    @BeforeEach
    void folder() throws IOException {
        OwnFolder folder = OwnFolder.at(temporary.resolve("data"));
        kept = new GatehouseConfig.Kept(folder, SnapshotKey.in(folder, SnapshotKey.FILE, new SecureRandom()));
    }

    private enum Network {
        NONE,
        REGISTRIES
    }

    @Test
    void readsValuesByTheirTypes() {
        try (FakeConfigService service = new FakeConfigService()
                        .put("search.max-results", "20")
                        .put("http.request-timeout", "\"30s\"")
                        .put("upload.max-size", "\"25MiB\"")
                        .put("sandbox.network", "\"registries\"")
                        .put("network.allowed-hosts", "[\"a\",\"b\"]")
                        .put("mutation.rate", "0.15")
                        .put("enabled", "true");
                GatehouseConfig config = open(service)) {
            assertThat(config.getInt("search.max-results")).isEqualTo(20);
            assertThat(config.getLong("search.max-results")).isEqualTo(20L);
            assertThat(config.getString("search.max-results")).isEqualTo("20");
            assertThat(config.getDuration("http.request-timeout")).isEqualTo(Duration.ofSeconds(30));
            assertThat(config.getSize("upload.max-size")).isEqualTo(25L << 20);
            assertThat(config.getEnum("sandbox.network", Network.class)).isEqualTo(Network.REGISTRIES);
            assertThat(config.getList("network.allowed-hosts")).containsExactly("a", "b");
            assertThat(config.getDouble("mutation.rate")).isEqualTo(0.15);
            assertThat(config.getBoolean("enabled")).isTrue();
            assertThat(config.findInt("search.max-results")).contains(20);
            assertThat(config.findInt("no.such")).isEmpty();
            assertThat(config.keys()).hasSize(7).startsWith("enabled");
        }
    }

    @Test
    void namesTheKeyAndTheTypeAndNeverTheValue() {
        try (FakeConfigService service = new FakeConfigService().put("port", "\"" + CANARY + "\"");
                GatehouseConfig config = open(service)) {
            assertThatExceptionOfType(WrongType.class)
                    .isThrownBy(() -> config.getInt("port"))
                    .withMessage("the key 'port' of dev/researcher is no whole number of 32 bits")
                    .withNoCause();
            assertThatExceptionOfType(WrongType.class).isThrownBy(() -> config.findDuration("port"));
            assertThatExceptionOfType(MissingKey.class)
                    .isThrownBy(() -> config.getInt("prot"))
                    .withMessage("the configuration of dev/researcher has no key 'prot'");
            assertThatExceptionOfType(MissingKey.class)
                    .isThrownBy(() -> config.getString("database.credentials"))
                    .withMessageEndingWith(": its reference is unresolved, not-permitted");
        }
    }

    @Test
    void tellsListenersWhatChangedAndContainsTheirFailures() throws Exception {
        BlockingQueue<List<ConfigChange>> changes = new LinkedBlockingQueue<>();
        try (FakeConfigService service = new FakeConfigService().put("a", "1").put("b", "2");
                GatehouseConfig config = open(service)) {
            config.onChange(all -> {
                throw new IllegalStateException(CANARY);
            });
            config.onChange(changes::add);

            service.put("a", "10");
            assertThat(next(changes)).containsExactly(new ConfigChange("a", true, true));
            service.put("c", "3");
            assertThat(next(changes)).containsExactly(new ConfigChange("c", false, true));
            service.remove("b");
            assertThat(next(changes)).containsExactly(new ConfigChange("b", true, false));
            assertThat(config.findInt("b")).isEmpty();
        }
        assertThat(told.messages())
                .contains("a listener failed at a change of the configuration: java.lang.IllegalStateException");
        assertThat(told.messages().toString()).doesNotContain(CANARY);
    }

    @Test
    void startsFromTheDiskWhileTheServiceIsAway() throws Exception {
        FakeConfigService service = new FakeConfigService().put("key", "\"" + CANARY + "\"");
        open(service).close();
        service.close();
        clock.pass(Duration.ofHours(3));

        try (GatehouseConfig config = open(service)) {
            assertThat(config.getString("key")).isEqualTo(CANARY);
            assertThat(config.age()).isEqualTo(Duration.ofHours(3));
            assertThat(config.stale()).isTrue();
            assertThat(config.state().why()).isEqualTo("connection");
        }
        assertThat(everyByteOnDisk()).doesNotContain(CANARY);
        assertThat(told.messages().toString()).doesNotContain(CANARY);
    }

    @Test
    void goesOnWithTheServiceThatComesBack() throws Exception {
        FakeConfigService service = new FakeConfigService().put("key", "\"before\"");
        int port = service.http.port();
        BlockingQueue<List<ConfigChange>> changes = new LinkedBlockingQueue<>();
        try (GatehouseConfig config = open(service)) {
            config.onChange(changes::add);
            service.close();

            try (FakeConfigService again = new FakeConfigService(port)) {
                again.put("key", "\"after\"");
                assertThat(next(changes)).containsExactly(new ConfigChange("key", true, true));
                assertThat(config.getString("key")).isEqualTo("after");
                assertThat(config.state()).isEqualTo(new ServiceState.Current());
            }
        }
    }

    @Test
    void refusesToStartWithNothingOrWithWhatIsTooOld() {
        FakeConfigService service = new FakeConfigService().put("key", "1");
        service.script.add(Says.of(403));
        assertThatExceptionOfType(ConfigUnavailable.class)
                .isThrownBy(() -> open(service))
                .withMessage(
                        "the configuration of dev/researcher is not there yet; at most 86400 s are allowed; the service: http-403");
        open(service).close();
        service.close();
        clock.pass(Duration.ofHours(24));

        assertThatExceptionOfType(ConfigUnavailable.class)
                .isThrownBy(() -> open(service))
                .withMessageContaining("from 86400 s ago")
                .withMessageEndingWith("the service: connection");
    }

    @Test
    void ignoresADamagedFileAndSaysSo() throws Exception {
        FakeConfigService service = new FakeConfigService().put("key", "1");
        open(service).close();
        Path file = temporary.resolve("data/config.dev.researcher.sealed");
        byte[] sealed = Files.readAllBytes(file);
        sealed[sealed.length / 2] ^= 1;
        Files.write(file, sealed);
        service.put("key", "2");

        try (GatehouseConfig config = open(service)) {
            assertThat(config.getInt("key")).isEqualTo(2);
        }
        assertThat(told.messages())
                .anyMatch(message -> message.startsWith("the file " + file + " is ignored: it is damaged"));
        service.close();
        try (GatehouseConfig config = open(service)) {
            assertThat(config.getInt("key")).as("the file was replaced").isEqualTo(2);
        }
    }

    @Test
    void goesOnWithoutADisk() throws Exception {
        try (FakeConfigService service = new FakeConfigService().put("key", "1")) {
            Files.createDirectory(temporary.resolve("data/config.dev.researcher.sealed"));

            try (GatehouseConfig config = open(service)) {
                assertThat(config.getInt("key")).isEqualTo(1);
            }
            assertThat(told.messages()).anyMatch(message -> message.contains("can't be written"));
        }
    }

    @Test
    void readsAllocateNothing() {
        try (FakeConfigService service = new FakeConfigService()
                        .put("n", "20000")
                        .put("t", "\"30s\"")
                        .put("s", "\"text\"");
                GatehouseConfig config = open(service)) {
            var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
            long sum = reads(config);

            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++) {
                sum += reads(config);
            }
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;

            assertThat(sum).isPositive();
            assertThat(allocated).as("bytes for 40,000 reads").isLessThan(10_000);
        }
    }

    private static long reads(GatehouseConfig config) {
        return config.getInt("n")
                + config.getDuration("t").toSeconds()
                + config.getString("s").length()
                + config.findLong("n").orElse(0L);
    }

    private GatehouseConfig open(FakeConfigService service) {
        ServiceCalls calls = service.calls();
        return GatehouseConfig.open(
                ID,
                calls,
                ConfigSettings.DEFAULT,
                Optional.of(kept),
                Duration.ofSeconds(10),
                told,
                clock,
                new SecureRandom());
    }

    private String everyByteOnDisk() throws IOException {
        StringBuilder all = new StringBuilder();
        try (var files = Files.walk(temporary)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        return Optional.ofNullable(queue.poll(20, TimeUnit.SECONDS)).orElseThrow();
    }
}
