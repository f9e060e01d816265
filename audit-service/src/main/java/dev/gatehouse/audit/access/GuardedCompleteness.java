package dev.gatehouse.audit.access;

import dev.gatehouse.audit.ingest.cloudtrail.Completeness;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.access.Forbidden;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which files of CloudTrail's are missing, as far as somebody may read the events of their accounts. */
public final class GuardedCompleteness {
    private final Completeness completeness;
    private final Gatekeeper gate;

    public GuardedCompleteness(Completeness completeness, Gatekeeper gate) {
        this.completeness = completeness;
        this.gate = gate;
    }

    /**
     * What is asked for.
     *
     * @param account twelve digits; all that the caller may read where empty
     * @param region all where empty
     * @param from the first hour
     * @param to the hour after the last
     */
    public record Question(Optional<String> account, Optional<String> region, Instant from, Instant to) {}

    /**
     * A row for each hour that has a file.
     *
     * @throws Forbidden the caller may not read the account's events; the refusal is on record
     */
    public List<Completeness.Row> report(Caller caller, Question question) {
        question.account()
                .ifPresent(account ->
                        gate.require(caller, Capabilities.READ, Capabilities.source("cloudtrail/" + account)));
        return completeness.report(question.from(), question.to()).stream()
                .filter(row ->
                        question.account().map(row.hour().account()::equals).orElse(true))
                .filter(row ->
                        question.region().map(row.hour().region()::equals).orElse(true))
                .filter(row -> caller.may(
                        Capabilities.READ,
                        Capabilities.source("cloudtrail/" + row.hour().account())))
                .toList();
    }
}
