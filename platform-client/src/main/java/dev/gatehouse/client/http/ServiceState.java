package dev.gatehouse.client.http;

import java.time.Instant;

/** How calls of a service have gone lately, for health checks. What is at hand is used in every state, until it is too old. */
public sealed interface ServiceState {
    /** Nothing was heard of the service yet. */
    record Starting() implements ServiceState {}

    /** The service has answered, and nothing failed since. */
    record Current() implements ServiceState {}

    /**
     * The service can't be reached or can't answer now; it is asked again and again.
     *
     * @param since when the first of the attempts failed
     * @param reason of the newest one, a stable word: {@code connection}, {@code timeout}, {@code http-503}, ...
     */
    record Away(Instant since, String reason) implements ServiceState {}

    /**
     * The service refuses the request, and an operator must look. It is asked again, at the slowest pace.
     *
     * @param since when it refused first
     * @param reason of the newest refusal, a stable word: {@code http-403}, {@code token-unreadable}, ...
     */
    record Refused(Instant since, String reason) implements ServiceState {}

    /** The state's name on health pages and in logs. */
    default String word() {
        return switch (this) {
            case Starting ignored -> "starting";
            case Current ignored -> "current";
            case Away ignored -> "away";
            case Refused ignored -> "refused";
        };
    }

    /** Why, where something is wrong; else empty. */
    default String why() {
        return switch (this) {
            case Starting ignored -> "";
            case Current ignored -> "";
            case Away(Instant ignored, String reason) -> reason;
            case Refused(Instant ignored, String reason) -> reason;
        };
    }
}
