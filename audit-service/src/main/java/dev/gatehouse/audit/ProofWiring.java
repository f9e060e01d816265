package dev.gatehouse.audit;

import dev.gatehouse.audit.access.Gatekeeper;
import dev.gatehouse.audit.http.LogRoute;
import dev.gatehouse.audit.http.ProofRoute;
import dev.gatehouse.audit.log.Cosignatures;
import dev.gatehouse.audit.log.EventProofs;
import dev.gatehouse.audit.log.SealedCheckpoint;
import dev.gatehouse.audit.log.SealedLog;
import dev.gatehouse.audit.log.StorageFailed;
import dev.gatehouse.audit.log.witness.KeptCheckpoint;
import dev.gatehouse.audit.log.witness.PublishedLog;
import dev.gatehouse.audit.log.witness.WitnessRounds;
import dev.gatehouse.audit.log.witness.WitnessedStore;
import dev.gatehouse.audit.log.witness.Witnessing;
import dev.gatehouse.audit.storage.local.WitnessedFile;
import dev.gatehouse.audit.tlog.NoteSigner;
import dev.gatehouse.audit.tlog.ProofPolicy;
import dev.gatehouse.audit.tlog.TileId;
import dev.gatehouse.audit.tlog.Witness;
import dev.gatehouse.audit.tlog.http.HttpWitnessTransport;
import dev.gatehouse.service.http.Admission;
import dev.gatehouse.service.http.RouteProblems;
import dev.gatehouse.service.local.DataFolder;
import io.quarkus.runtime.StartupEvent;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;

/** Puts proofs and witnesses together. */
public class ProofWiring {
    /** Before the resources' own route, which takes all paths. */
    private static final int FIRST = -1_000;

    @Produces
    @Singleton
    Cosignatures cosignatures(Settings settings) {
        return new Cosignatures(Math.max(settings.log().witnessQuorum(), 1));
    }

    @Produces
    @Singleton
    EventProofs proofs(SealedLog log, Cosignatures cosignatures, Settings settings) {
        return new EventProofs(log, cosignatures, settings.log().proofPatience());
    }

    @Produces
    @Singleton
    PublishedLog publishedLog(SealedLog log) {
        return new PublishedLog() {
            @Override
            public Optional<SealedCheckpoint> checkpoint() {
                return log.checkpoint();
            }

            @Override
            public Optional<byte[]> tile(TileId tile) {
                return log.tile(tile);
            }
        };
    }

    @Produces
    @Singleton
    WitnessedStore witnessedStore(DataFolder folder) {
        return new WitnessedFile(folder.resolve("witnessed-checkpoint"));
    }

    @Produces
    @Singleton
    Witnessing witnessing(
            PublishedLog log,
            Cosignatures cosignatures,
            WitnessedStore store,
            Workers workers,
            WitnessMetrics metrics,
            Settings settings) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.log().witnessTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return new Witnessing(
                log,
                WitnessSettings.witnesses(settings.log()),
                new HttpWitnessTransport(client, settings.log().witnessTimeout()),
                cosignatures,
                store,
                workers,
                metrics);
    }

    @Produces
    @Singleton
    WitnessRounds rounds(Witnessing witnessing, Settings settings) {
        return new WitnessRounds(witnessing, settings.log().witnessInterval());
    }

    void close(@Disposes WitnessRounds rounds) {
        rounds.close();
    }

    void start(
            @Observes StartupEvent event,
            PublishedLog log,
            NoteSigner signer,
            WitnessedStore store,
            Cosignatures cosignatures,
            WitnessRounds rounds,
            WitnessMetrics metrics,
            Settings settings) {
        List<Witness> witnesses = WitnessSettings.witnesses(settings.log());
        if (witnesses.isEmpty()) {
            return;
        }
        ProofPolicy policy = new ProofPolicy(
                signer.name(),
                signer.verifierKey(),
                witnesses.stream().map(Witness::key).toList(),
                settings.log().witnessQuorum());
        try {
            store.read().flatMap(new KeptCheckpoint(log, policy)::of).ifPresent(cosignatures::restore);
        } catch (StorageFailed e) {
            metrics.failed(e); // The witnesses are asked again.
        }
        rounds.start();
    }

    @Produces
    @Singleton
    ProofRoute proofRoute(
            Admission admission,
            Gatekeeper gate,
            SealedLog log,
            EventProofs proofs,
            RouteProblems problems,
            Workers workers) {
        return new ProofRoute(admission, gate, log, proofs, problems, workers);
    }

    void routes(@Observes Router router, ProofRoute proofs, LogRoute log) {
        router.get("/v1/log/proof").order(FIRST).handler(proofs::proof);
        router.get("/v1/log/consistency").order(FIRST).handler(proofs::consistency);
        router.get("/v1/log/witnessed-checkpoint").order(FIRST).handler(log::witnessed);
    }
}
