package dev.gatehouse.scanner;

import dev.gatehouse.scanner.response.Response;
import dev.gatehouse.scanner.response.ResponseListener;
import dev.gatehouse.scanner.response.StepRecord;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;

/** Counts what becomes of responses; labels are plans' names, kinds of steps and states, and nothing of a finding. */
@Singleton
@Typed(ResponseMetrics.class)
public class ResponseMetrics implements ResponseListener {
    private final MeterRegistry registry;

    ResponseMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void started(Response response) {
        count(response, "started");
    }

    @Override
    public void ended(Response response) {
        count(response, response.state().word());
    }

    private void count(Response response, String outcome) {
        registry.counter(
                        "gatehouse.responses",
                        "plan",
                        response.plan().name(),
                        "outcome",
                        outcome,
                        "dry_run",
                        Boolean.toString(response.dryRun()))
                .increment();
    }

    @Override
    public void over(Response response, StepRecord step) {
        registry.counter(
                        "gatehouse.response.steps",
                        "kind",
                        step.kind().word(),
                        "outcome",
                        step.state().word(),
                        "dry_run",
                        Boolean.toString(response.dryRun()))
                .increment();
    }
}
