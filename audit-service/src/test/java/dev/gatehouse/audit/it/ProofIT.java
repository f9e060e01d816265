package dev.gatehouse.audit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.log.ProofExtra;
import dev.gatehouse.audit.tlog.Checkpoint;
import dev.gatehouse.audit.tlog.ConsistencyProof;
import dev.gatehouse.audit.tlog.Hash;
import dev.gatehouse.audit.tlog.ProofPolicy;
import dev.gatehouse.audit.tlog.ProofVerdict;
import dev.gatehouse.audit.tlog.SignedNote;
import dev.gatehouse.audit.tlog.TestWitness;
import dev.gatehouse.audit.tlog.TlogProof;
import dev.gatehouse.audit.tlog.VerifierKey;
import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proofs by HTTP, of a log that a witness cosigns. */
class ProofIT {
    private static final String ORIGIN = "it.example/audit";
    private static final String COSIGNED = "gatehouse_witness_cosigned";

    private static Path folder;
    private static VerifierKey key;
    private static TestWitness witness;
    private static ServiceProcess service;
    private static Api api;

    @BeforeAll
    static void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        key = makeKey(temporary.resolve("data"));
        witness = new TestWitness("witness.example/w", ORIGIN, key, Clock.systemUTC());
        service = ServiceProcess.local(temporary.resolve("data"), settings(witness));
        api = new Api(service);
    }

    @AfterAll
    static void stop() {
        service.close();
        witness.close();
    }

    /** A log makes its key when it is first opened. */
    private static VerifierKey makeKey(Path data) throws IOException {
        ServiceProcess.local(data, Map.of("gatehouse.log.origin", ORIGIN)).close();
        return VerifierKey.parse(Files.readString(data.resolve("log.key.vkey")).strip());
    }

    private static Map<String, String> settings(TestWitness asked) {
        return Map.of(
                "gatehouse.log.origin",
                ORIGIN,
                "gatehouse.log.witnesses[0].vkey",
                asked.witness().key().format(),
                "gatehouse.log.witnesses[0].url",
                asked.witness().submission().toString(),
                "gatehouse.log.witness-interval",
                "50ms");
    }

    /** The newest checkpoint, when the witness has cosigned it. */
    private static SignedNote cosigned(ServiceProcess process) {
        Api wire = new Api(process);
        SignedNote newest = note(wire.admin().get("/checkpoint"));
        process.awaitMetric(COSIGNED, (double) Checkpoint.parse(newest.text()).size());
        return note(wire.admin().get("/v1/log/witnessed-checkpoint"));
    }

    private static ProofPolicy policy(int quorum) {
        return new ProofPolicy(ORIGIN, key, List.of(witness.witness().key()), quorum);
    }

    /** Sends an event, and waits until a checkpoint covers it: a proof does not come before. */
    private static TlogProof send(Api to, String event) {
        int index = to.send(event).path("receipts[0].index");
        Response proof = to.admin().get("/v1/log/proof?index=" + index);
        return TlogProof.parse(proof.then().statusCode(200).extract().asByteArray());
    }

    private static SignedNote note(Response answer) {
        return SignedNote.parse(answer.then().statusCode(200).extract().asByteArray());
    }

    private static SignedNote checkpoint() {
        return note(api.admin().get("/checkpoint"));
    }

    private static Hash root(SignedNote note) {
        return Checkpoint.parse(note.text()).root();
    }

    @Test
    void provesAnEventToWhomHasItsBytes() {
        String event = Api.event("proof", "a", "read");

        TlogProof file = send(api, event);

        ProofExtra extra = ProofExtra.decode(file.extra().orElseThrow());
        assertThat(extra.commitsTo(ByteSlice.of(event))).isTrue();
        assertThat(extra.commitsTo(ByteSlice.of(Api.event("proof", "a", "write"))))
                .isFalse();
        assertThat(policy(0).check(file, extra.leafHash())).isEqualTo(ProofVerdict.PROVEN);
    }

    @Test
    void hasTheCheckpointCosignedByTheWitness() {
        send(api, Api.event("cosigned", "a", "read"));

        SignedNote witnessed = cosigned(service);

        assertThat(policy(1).check(witnessed)).isEqualTo(ProofVerdict.PROVEN);
        assertThat(ServiceProcess.get(service.management("/q/health/ready")).body())
                .contains("witness.example/w")
                .contains("has cosigned size");
    }

    @Test
    void provesThatTheLogHasGrown() {
        send(api, Api.event("growth", "a", "read"));
        SignedNote before = checkpoint();
        send(api, Api.event("growth", "b", "read"));
        SignedNote after = checkpoint();
        long from = Checkpoint.parse(before.text()).size();
        long to = Checkpoint.parse(after.text()).size();

        Response answer = api.admin().get("/v1/log/consistency?from=" + from + "&to=" + to);

        List<Hash> hashes = answer.<List<String>>path("hashes").stream()
                .map(hash -> Hash.of(Base64.getDecoder().decode(hash)))
                .toList();
        assertThat(new ConsistencyProof(from, to, hashes).verifies(root(before), root(after)))
                .isTrue();
    }

    @Test
    void refusesWhatIsNoIndexAndNoSizes() {
        api.admin().get("/v1/log/proof?index=x").then().statusCode(400).body("detail", containsString("index"));
        api.admin().get("/v1/log/proof?index=999999").then().statusCode(404);
        api.admin().get("/v1/log/consistency?from=2&to=1").then().statusCode(400);
        api.admin()
                .get("/v1/log/consistency?from=0&to=0")
                .then()
                .statusCode(200)
                .body("from", equalTo(0))
                .body("hashes", hasSize(0));
        api.anonymous().get("/v1/log/proof?index=0").then().statusCode(401);
    }

    @Test
    void keepsTheWitnessedCheckpointWhileTheWitnessIsAway() throws IOException {
        Path data = folder.resolve("kept");
        Map<String, String> settings;
        SignedNote witnessed;
        try (TestWitness away = new TestWitness("away.example/w", ORIGIN, makeKey(data), Clock.systemUTC())) {
            settings = settings(away);
            witnessed = cosignedOnce(data, settings);
        }

        try (ServiceProcess second = ServiceProcess.local(data, settings)) {
            Api itsApi = new Api(second);
            SignedNote kept = note(itsApi.admin().get("/v1/log/witnessed-checkpoint"));

            assertThat(kept).isEqualTo(witnessed);
            assertThat(send(itsApi, Api.event("kept", "b", "read")).inclusion().index())
                    .isPositive();
        }
    }

    private static SignedNote cosignedOnce(Path data, Map<String, String> settings) {
        try (ServiceProcess first = ServiceProcess.local(data, settings)) {
            send(new Api(first), Api.event("kept", "a", "read"));
            return cosigned(first);
        }
    }
}
