package dev.gatehouse.audit.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.audit.access.Capabilities;
import dev.gatehouse.audit.access.Gatekeeper;
import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.log.Cosignatures;
import dev.gatehouse.audit.log.EventProofs;
import dev.gatehouse.audit.log.LogLimits;
import dev.gatehouse.audit.log.LogListener;
import dev.gatehouse.audit.log.ProofExtra;
import dev.gatehouse.audit.log.SealedLog;
import dev.gatehouse.audit.storage.local.LogFolder;
import dev.gatehouse.audit.storage.local.MappedKeyIndex;
import dev.gatehouse.audit.tlog.Checkpoint;
import dev.gatehouse.audit.tlog.ConsistencyProof;
import dev.gatehouse.audit.tlog.Ed25519Signer;
import dev.gatehouse.audit.tlog.Frontier;
import dev.gatehouse.audit.tlog.Hash;
import dev.gatehouse.audit.tlog.NoteSignature;
import dev.gatehouse.audit.tlog.ProofPolicy;
import dev.gatehouse.audit.tlog.ProofVerdict;
import dev.gatehouse.audit.tlog.SignedNote;
import dev.gatehouse.audit.tlog.TlogProof;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.access.Authentication;
import dev.gatehouse.service.access.Authenticator;
import dev.gatehouse.service.access.Capability;
import dev.gatehouse.service.access.Principal;
import dev.gatehouse.service.access.RateLimits;
import dev.gatehouse.service.access.Resource;
import dev.gatehouse.service.http.Admission;
import dev.gatehouse.service.http.FailureProblems;
import dev.gatehouse.service.http.RouteProblems;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes of proofs and of the checkpoint on a real listener, over a real log. */
class ProofRouteTest {
    private static final String ORIGIN = "example.com/audit";
    private static final Ed25519Signer SIGNER = Ed25519Signer.generate(ORIGIN);
    private static final ProofPolicy POLICY = new ProofPolicy(ORIGIN, SIGNER.verifierKey());
    private static final NoteSignature COSIGNATURE = new NoteSignature("one.example/w", 1, new byte[72]);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T10:15:30Z"));
    private static final int EVENTS = 5;

    /** Whoever has this token may read the source {@code mine} and not the log. */
    private static final String READER = "reader";

    /** Whoever has this token may read the log and no source. */
    private static final String AUDITOR = "auditor";

    private static final String NOBODY = "nobody";

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> denied = new CopyOnWriteArrayList<>();
    private final Cosignatures cosignatures = new Cosignatures(1);
    private SealedLog log;
    private HttpServer server;

    @BeforeEach
    void starts(@TempDir Path folder) throws Exception {
        log = SealedLog.open(
                LogFolder.take(folder.resolve("log")),
                MappedKeyIndex.open(folder.resolve("keys.index")),
                SIGNER,
                ORIGIN,
                LogLimits.DEFAULT,
                CLOCK,
                new Deaf());
        log.append(IntStream.range(0, EVENTS).mapToObj(ProofRouteTest::event).toList())
                .toCompletableFuture()
                .join();
        assertThat(log.awaitSealed(EVENTS - 1, 60_000)).isEqualTo(EVENTS);
        AuditTrail trail = new AuditTrail(
                "test", events -> events.forEach(event -> denied.add(event.resource())), true, () -> "id", CLOCK);
        Admission admission = new Admission(new Tokens(), new NoLimits(), trail);
        Gatekeeper gate = new Gatekeeper(trail);
        RouteProblems problems = new RouteProblems(new FailureProblems(new AuditProblems()));
        Executor workers = task -> Thread.ofVirtual().start(task);
        ProofRoute proofs = new ProofRoute(
                admission, gate, log, new EventProofs(log, cosignatures, Duration.ofSeconds(60)), problems, workers);
        LogRoute files = new LogRoute(admission, gate, log, cosignatures, problems, workers, false);
        Router router = Router.router(vertx);
        router.get("/proof").handler(proofs::proof);
        router.get("/consistency").handler(proofs::consistency);
        router.get("/checkpoint").handler(files::checkpoint);
        router.get("/witnessed").handler(files::witnessed);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stops() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        client.close();
        log.close();
    }

    private static Event event(int number) {
        return new Event(
                new EventKey("mine", "uid-" + number),
                CLOCK.instant(),
                EventFormat.GATEHOUSE,
                DigestVerdict.NOT_APPLICABLE,
                Optional.empty(),
                ByteSlice.of("raw " + number));
    }

    private static final class Deaf implements LogListener {
        @Override
        public void appended(long size) {}

        @Override
        public void sealed(long size) {}

        @Override
        public void failed(RuntimeException cause) {}

        @Override
        public void lost() {}
    }

    private static final class Tokens implements Authenticator {
        @Override
        public Optional<Principal> recent(String bearer) {
            return Optional.empty();
        }

        @Override
        public Authentication authenticate(String bearer) {
            return Set.of(READER, AUDITOR, NOBODY).contains(bearer)
                    ? new Authentication.Accepted(
                            new Principal(bearer, (capability, resource) -> allows(bearer, capability, resource)))
                    : new Authentication.Refused("unknown");
        }

        private static boolean allows(String bearer, Capability capability, Resource resource) {
            return capability.equals(Capabilities.READ)
                    && switch (bearer) {
                        case READER -> resource.equals(Capabilities.source("mine"));
                        case AUDITOR -> resource.equals(Capabilities.log());
                        default -> false;
                    };
        }
    }

    private static final class NoLimits implements RateLimits {
        @Override
        public OptionalLong tryAcquire(Principal principal) {
            return OptionalLong.empty();
        }

        @Override
        public OptionalLong blocked(String address) {
            return OptionalLong.empty();
        }

        @Override
        public void failed(String address) {}
    }

    private HttpResponse<byte[]> get(String token, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
                .header("Authorization", "Bearer " + token)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static ProofExtra extra(TlogProof file) {
        return ProofExtra.decode(file.extra().orElseThrow());
    }

    @Test
    void givesTheProofFileOfAnEventToWhoMayReadIt() throws Exception {
        HttpResponse<byte[]> response = get(READER, "/proof?index=3");

        TlogProof file = TlogProof.parse(response.body());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "content-type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(header(response, "content-disposition")).isEqualTo("attachment; filename=\"3.tlog-proof\"");
        assertThat(header(response, "cache-control")).isEqualTo("private, no-cache");
        assertThat(file.inclusion().index()).isEqualTo(3);
        assertThat(extra(file).commitsTo(event(3).raw())).isTrue();
        assertThat(POLICY.check(file, extra(file).leafHash())).isEqualTo(ProofVerdict.PROVEN);
    }

    @Test
    void keepsSaltAndNamesFromWhoMayReadTheLogOnly() throws Exception {
        HttpResponse<byte[]> response = get(AUDITOR, "/proof?index=3");

        TlogProof file = TlogProof.parse(response.body());
        assertThat(extra(file).opening()).isEmpty();
        assertThat(POLICY.check(file, extra(file).leafHash())).isEqualTo(ProofVerdict.PROVEN);
    }

    @Test
    void refusesWhoMayReadNeither() throws Exception {
        HttpResponse<byte[]> response = get(NOBODY, "/proof?index=3");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(denied).containsExactly("log:/");
    }

    @Test
    void refusesWhoIsUnknown() throws Exception {
        assertThat(get("stranger", "/proof?index=3").statusCode()).isEqualTo(401);
        assertThat(get("stranger", "/consistency?from=1&to=2").statusCode()).isEqualTo(401);
        assertThat(get("stranger", "/witnessed").statusCode()).isEqualTo(401);
    }

    @Test
    void provesAnErasedEventToWhoMayReadTheLogOnly() throws Exception {
        log.erase(List.of(3L));

        assertThat(get(READER, "/proof?index=3").statusCode()).isEqualTo(403);
        assertThat(get(AUDITOR, "/proof?index=3").statusCode()).isEqualTo(200);
    }

    @Test
    void doesNotTellTheLogsSizeToWhoMayNotReadIt() throws Exception {
        assertThat(get(AUDITOR, "/proof?index=5").statusCode()).isEqualTo(404);
        assertThat(get(READER, "/proof?index=5").statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?index=",
                "?index=-1",
                "?index=01",
                "?index=+1",
                "?index=1.0",
                "?index=x",
                "?index=1000000000000000000",
                "?index=1&index=1",
                "?other=1"
            })
    void refusesAnIndexInAnotherForm(String query) throws Exception {
        HttpResponse<byte[]> response = get(AUDITOR, "/proof" + query);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(new String(response.body(), UTF_8))
                .contains("invalid-number")
                .contains("index");
    }

    @Test
    void takesTheLargestIndex() throws Exception {
        assertThat(get(AUDITOR, "/proof?index=999999999999999999").statusCode()).isEqualTo(404);
    }

    @Test
    void provesThatTheLogHasGrown() throws Exception {
        HttpResponse<byte[]> response = get(AUDITOR, "/consistency?from=3&to=5");

        JsonNode json = new JsonMapper().readTree(response.body());
        List<Hash> hashes = new ArrayList<>();
        json.path("hashes")
                .forEach(hash -> hashes.add(Hash.of(Base64.getDecoder().decode(hash.textValue()))));
        assertThat(header(response, "content-type")).isEqualTo("application/json");
        assertThat(json.path("from").longValue()).isEqualTo(3);
        assertThat(json.path("to").longValue()).isEqualTo(5);
        assertThat(new ConsistencyProof(3, 5, hashes).verifies(root(3), root(5)))
                .isTrue();
    }

    private Hash root(int size) {
        Frontier frontier = Frontier.empty();
        log.read(0, size, Long.MAX_VALUE).forEach(event -> frontier.append(event.leafHash()));
        return frontier.root();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "?from=1", "?to=1", "?from=2&to=1", "?from=0&to=6", "?from=-1&to=2", "?from=1&to=2&to=3"})
    void refusesSizesThatAreNone(String query) throws Exception {
        assertThat(get(AUDITOR, "/consistency" + query).statusCode()).isEqualTo(400);
    }

    @Test
    void provesGrowthToWhoMayReadTheLogOnly() throws Exception {
        assertThat(get(READER, "/consistency?from=3&to=5").statusCode()).isEqualTo(403);
        assertThat(denied).containsExactly("log:/");
    }

    @Test
    void servesTheCheckpointWithItsCosignatures() throws Exception {
        byte[] before = get(AUDITOR, "/checkpoint").body();
        cosignatures.add(log.checkpoint().orElseThrow(), List.of(COSIGNATURE));

        byte[] after = get(AUDITOR, "/checkpoint").body();

        assertThat(SignedNote.parse(before).signatures()).hasSize(1);
        assertThat(SignedNote.parse(after)).isEqualTo(SignedNote.parse(before).with(List.of(COSIGNATURE)));
        assertThat(Checkpoint.parse(SignedNote.parse(after).text()).size()).isEqualTo(EVENTS);
    }

    @Test
    void servesTheWitnessedCheckpointWhenThereIsOne() throws Exception {
        assertThat(get(AUDITOR, "/witnessed").statusCode()).isEqualTo(404);
        cosignatures.add(log.checkpoint().orElseThrow(), List.of(COSIGNATURE));

        HttpResponse<byte[]> response = get(AUDITOR, "/witnessed");

        assertThat(SignedNote.parse(response.body()).signatures()).contains(COSIGNATURE);
        assertThat(get(READER, "/witnessed").statusCode()).isEqualTo(403);
    }
}
