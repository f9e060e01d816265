package dev.gatehouse.client.audit.send;

import java.time.Instant;

/** What an {@link AuditSender} is about, for health checks and metrics. No state loses events. */
public sealed interface SenderState {
    /** Nothing waits to be sent. */
    record Idle() implements SenderState {}

    /** Events are on their way, and nothing is wrong. */
    record Sending() implements SenderState {}

    /**
     * The receiver can't be reached or can't take events now; it is tried again and again.
     *
     * @param since when the first of the attempts failed
     * @param reason of the newest one, a stable word: {@code connection}, {@code timeout}, {@code http-503}, ...
     */
    record Away(Instant since, String reason) implements SenderState {}

    /**
     * The receiver refuses what is sent, and an operator must look. It is tried again, at the slowest pace.
     *
     * @param since when it was refused first
     * @param reason of the newest refusal, a stable word: {@code http-401}, {@code token-unreadable}, ...
     */
    record Refused(Instant since, String reason) implements SenderState {}

    /** Closed; what is not acknowledged is sent by the next sender of the same outbox. */
    record Stopped() implements SenderState {}

    /** The state's name on health pages and in logs. */
    default String word() {
        return switch (this) {
            case Idle ignored -> "idle";
            case Sending ignored -> "sending";
            case Away ignored -> "away";
            case Refused ignored -> "refused";
            case Stopped ignored -> "stopped";
        };
    }
}
