package dev.gatehouse.config;

import dev.gatehouse.config.delivery.ConfigDelivery;
import dev.gatehouse.config.http.ConfigProblems;
import dev.gatehouse.config.http.WireAnswers;
import dev.gatehouse.config.http.v1.ConfigRoute;
import dev.gatehouse.config.http.v1.EventStreams;
import dev.gatehouse.config.http.v1.LongPolls;
import dev.gatehouse.config.snapshot.Watches;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.access.BearerAuthenticator;
import dev.gatehouse.service.access.RateLimits;
import dev.gatehouse.service.http.Admission;
import dev.gatehouse.service.http.FailureProblems;
import dev.gatehouse.service.http.Problems;
import dev.gatehouse.service.http.RouteProblems;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Puts the wire together. */
public class HttpWiring {
    /** Before the resources' own route, which takes all paths. */
    private static final int FIRST = -1_000;

    @Produces
    @Singleton
    Admission admission(BearerAuthenticator authenticator, RateLimits limits, AuditTrail trail) {
        return new Admission(authenticator, limits, trail);
    }

    @Produces
    @Singleton
    FailureProblems failureProblems() {
        return new FailureProblems(new ConfigProblems());
    }

    @Produces
    @Singleton
    WireAnswers wireAnswers(FailureProblems failures) {
        return new WireAnswers(new RouteProblems(failures));
    }

    @Produces
    @Singleton
    ConfigRoute configRoute(
            Vertx vertx,
            Admission admission,
            ConfigDelivery delivery,
            Watches watches,
            WireAnswers answers,
            Workers workers,
            Settings settings,
            InstantSource clock) {
        return new ConfigRoute(
                admission,
                delivery,
                answers,
                new LongPolls(vertx, delivery, watches, answers, workers, clock),
                new EventStreams(
                        vertx,
                        admission,
                        delivery,
                        watches,
                        answers,
                        workers,
                        settings.watch().heartbeat()),
                workers,
                clock);
    }

    void routes(@Observes Router router, ConfigRoute config, WireAnswers answers) {
        router.get("/v1/config/:environment/:application").order(FIRST).handler(config::handle);
        router.errorHandler(413, context -> answers.send(context, Problems.ofStatus(413)));
    }
}
