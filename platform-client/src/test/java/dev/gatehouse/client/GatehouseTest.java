package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gatehouse.client.audit.AuditEvent.Outcome;
import dev.gatehouse.client.config.ConfigUnavailable;
import dev.gatehouse.client.disk.SnapshotKey;
import dev.gatehouse.client.fake.FakeConfigService;
import dev.gatehouse.client.fake.FakeService;
import dev.gatehouse.client.fake.FakeService.Says;
import dev.gatehouse.client.fake.Told;
import dev.gatehouse.client.flag.FlagContext;
import dev.gatehouse.client.secret.SecretLease;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole client against a service that speaks HTTP. */
class GatehouseTest {
    private static final String KEY = "aurora/dev/openai-api-key";
    private static final String CANARY = "canary-51c0ffee";
    private static final String FLAG = "{\"state\":\"ENABLED\",\"variants\":{\"on\":true},\"defaultVariant\":\"on\"}";

    private final Told told = new Told();

    @TempDir
    private Path temporary;

    private Path token;

    @BeforeEach
    void token() throws IOException {
        token = Files.writeString(temporary.resolve("token"), "gh_first\n");
    }

    @Test
    void servesAnApplicationFromItsStartToItsEnd() throws Exception {
        CountDownLatch audited = new CountDownLatch(1);
        try (FakeConfigService service = service();
                FakeService auditService = new FakeService(request -> {
                    audited.countDown();
                    return Says.of(201);
                })) {
            Gatehouse gatehouse = builder(service)
                    .project("aurora")
                    .holder("researcher-7f3a")
                    .auditService(auditService.address())
                    .open();
            assertThat(gatehouse.config().getInt("search.max-results")).isEqualTo(20);
            try (SecretLease lease = gatehouse.secrets().get(KEY)) {
                assertThat(lease.value().revealText()).isEqualTo(CANARY);
            }
            gatehouse.audit().append("ann", "document:read", "document:/1", Outcome.SUCCESS);

            assertThat(audited.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(auditService.requests.getFirst().body()).contains("document:/1");
            gatehouse.close();
            assertThat(service.posted("/v1/adoption"))
                    .last()
                    .isEqualTo("{\"holder\":\"researcher-7f3a\",\"application\":\"researcher\",\"environment\":\"dev\","
                            + "\"holdings\":[]}");
        }
    }

    @Test
    void learnsOfARotationFromTheConfiguration() throws Exception {
        BlockingQueue<String> rotations = new LinkedBlockingQueue<>();
        try (FakeConfigService service = service();
                Gatehouse gatehouse = builder(service).open()) {
            gatehouse.secrets().onRotation((name, version) -> rotations.add(version));
            gatehouse.secrets().get(KEY).close();

            service.secret(KEY, "V2", "second");

            assertThat(rotations.poll(20, TimeUnit.SECONDS)).isEqualTo("V2");
            assertThat(gatehouse.secrets().get(KEY).value().revealText()).isEqualTo("second");
        }
    }

    @Test
    void staysWholeForManyThreadsWhileEverythingChanges() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        try (FakeConfigService service = service().put("a", "1").put("b", "1");
                Gatehouse gatehouse = builder(service).project("aurora").open()) {
            List<CompletableFuture<Boolean>> readers = IntStream.range(0, 6)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> readWhile(gatehouse, over)))
                    .toList();
            BlockingQueue<String> seen = new LinkedBlockingQueue<>();
            gatehouse
                    .config()
                    .onChange(changes -> changes.forEach(
                            change -> seen.add(change.key() + gatehouse.config().getString(change.key()))));

            for (int i = 2; i < 10; i++) {
                service.put("a", Integer.toString(i)).secret(KEY, "V" + i, CANARY + i);
            }
            service.put("end", "true");
            String last = "";
            while (!last.equals("endtrue")) {
                last = Optional.ofNullable(seen.poll(20, TimeUnit.SECONDS)).orElseThrow();
            }
            over.set(true);

            for (CompletableFuture<Boolean> reader : readers) {
                assertThat(reader.get(20, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(gatehouse.config().getInt("a")).isEqualTo(9);
        }
    }

    @Test
    void showsNoSecretAnywhere() throws Exception {
        try (FakeConfigService service = service().put("message.signing-key", "\"" + CANARY + "\"")) {
            Gatehouse gatehouse = builder(service).open();
            gatehouse.secrets().get(KEY).close();
            service.script.add(Says.of(200, "{\"values\": {\"x\": \"" + CANARY + "\"", Map.of()));
            service.put("more", "1");

            gatehouse.close();

            assertThat(everyByteOnDisk()).doesNotContain(CANARY).doesNotContain("gh_first", "search.max-results");
            assertThat(told.events.toString()).doesNotContain(CANARY);
        }
    }

    @Test
    void readsTheTokenAgainWhenItIsRefused() throws Exception {
        try (FakeConfigService service = service()) {
            service.script.add(Says.of(401));
            service.script.add(Says.of(401));
            assertThatExceptionOfType(ConfigUnavailable.class)
                    .isThrownBy(() -> builder(service).open())
                    .withMessageEndingWith("the service: http-401");

            service.script.clear();
            service.script.add(Says.of(401));
            Gatehouse.of("dev", "researcher")
                    .configService(service.address())
                    .tokens(twoTokens())
                    .events(told)
                    .open()
                    .close();

            assertThat(service.polls())
                    .extracting(request -> request.header("Authorization").orElseThrow())
                    .contains("Bearer gh_old", "Bearer gh_new");
        }
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        try (FakeConfigService service = service();
                Gatehouse gatehouse = Gatehouse.of("dev", "researcher")
                        .configService(service.address())
                        .tokenFile(token)
                        .events(told)
                        .open()) {
            assertThatIllegalStateException().isThrownBy(gatehouse::flags).withMessageContaining("project");
            assertThatIllegalStateException().isThrownBy(gatehouse::audit).withMessageContaining("dataFolder");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Gatehouse.of("dev", "a/b"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Gatehouse.of("dev", "a").tokenFile(token).open());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Gatehouse.of("dev", "a")
                        .configService(URI.create("https://x"))
                        .open());
        assertThatIllegalArgumentException()
                .as("the token would be readable on the way")
                .isThrownBy(() -> Gatehouse.of("dev", "a")
                        .configService(URI.create("http://config.example"))
                        .tokenFile(token)
                        .open());
    }

    @Test
    void refusesWhatItWouldNotUse() {
        GatehouseBuilder audited = Gatehouse.of("dev", "a")
                .configService(URI.create("https://config.example"))
                .tokenFile(token)
                .auditService(URI.create("https://audit.example"));

        assertThatIllegalArgumentException()
                .isThrownBy(audited::open)
                .withMessageContaining("auditService needs dataFolder");
        assertThatIllegalArgumentException()
                .isThrownBy(audited.snapshotKey(SnapshotKey.of(new byte[32]))::open)
                .withMessageContaining("snapshotKey needs dataFolder");
    }

    private static dev.gatehouse.client.audit.send.TokenSource twoTokens() {
        var tokens = new java.util.concurrent.ConcurrentLinkedQueue<>(List.of("gh_old", "gh_new"));
        return () -> Optional.ofNullable(tokens.poll());
    }

    private static boolean readWhile(Gatehouse gatehouse, AtomicBoolean over) {
        boolean whole = true;
        while (!over.get()) {
            whole &= gatehouse.config().getInt("b") == 1 && gatehouse.config().getInt("a") > 0;
            try (SecretLease lease = gatehouse.secrets().get(KEY)) {
                whole &= lease.value().revealText().startsWith(CANARY);
            }
            whole &= gatehouse.flags().isOn("parallel-tools", FlagContext.of("ann"), true);
        }
        return whole;
    }

    private GatehouseBuilder builder(FakeConfigService service) {
        return Gatehouse.of("dev", "researcher")
                .configService(service.address())
                .tokenFile(token)
                .dataFolder(temporary.resolve("data"))
                .events(told);
    }

    private static FakeConfigService service() {
        return new FakeConfigService()
                .put("search.max-results", "20")
                .secret(KEY, "V1", CANARY)
                .flag("parallel-tools", FLAG);
    }

    private String everyByteOnDisk() throws IOException {
        StringBuilder all = new StringBuilder();
        try (var files = Files.walk(temporary.resolve("data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
