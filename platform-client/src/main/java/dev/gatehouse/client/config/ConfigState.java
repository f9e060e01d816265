package dev.gatehouse.client.config;

import java.time.Instant;

/** How the configuration at hand came to be what it is, for health checks. Reads go on in every state, until they are too old. */
public sealed interface ConfigState {
    /** Nothing was heard of the service yet. */
    record Starting() implements ConfigState {}

    /** The service has confirmed what is at hand, and nothing failed since. */
    record Current() implements ConfigState {}

    /**
     * The service can't be reached or can't answer now; it is asked again and again.
     *
     * @param since when the first of the attempts failed
     * @param reason of the newest one, a stable word: {@code connection}, {@code timeout}, {@code http-503}, ...
     */
    record Away(Instant since, String reason) implements ConfigState {}

    /**
     * The service refuses the request, and an operator must look. It is asked again, at the slowest pace.
     *
     * @param since when it refused first
     * @param reason of the newest refusal, a stable word: {@code http-403}, {@code token-unreadable}, ...
     */
    record Refused(Instant since, String reason) implements ConfigState {}

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
