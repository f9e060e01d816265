package dev.gatehouse.audit.event.ocsf;

import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.Outcome;
import dev.gatehouse.audit.event.UtcTime;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What every class has. Severity: OCSF asks for one and no source but a rule has one, so what happened is informational
 * (1), and what was refused is low (2), because somebody tried.
 */
final class Common {
    static final String VERSION = "1.3.0";

    private static final int INFORMATIONAL = 1;
    private static final int LOW = 2;

    private Common() {}

    static int severity(Outcome outcome) {
        return outcome == Outcome.DENIED ? LOW : INFORMATIONAL;
    }

    /** The class, the activity, the severity and the time. */
    static void head(OcsfWriter out, Event event, Classification classification, int severity) throws IOException {
        out.number("category_uid", classification.categoryUid())
                .number("class_uid", classification.classUid())
                .number("activity_id", classification.activityId())
                .number("type_uid", classification.typeUid())
                .number("severity_id", severity)
                .number("time", millis(event.time()))
                .text("time_dt", UtcTime.text(event.time()).orElse(""));
    }

    /** Milliseconds since 1970, or as many as there can be. */
    private static long millis(Instant time) {
        try {
            return time.toEpochMilli();
        } catch (ArithmeticException e) {
            return time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** A text's milliseconds since 1970; empty where it is no time in UTC. */
    static OptionalLong millis(String text) {
        Optional<Instant> time = UtcTime.parse(text);
        return time.isPresent() ? OptionalLong.of(millis(time.get())) : OptionalLong.empty();
    }

    /** The two profiles, and OCSF's version; inside {@code metadata}. */
    static void profiles(OcsfWriter out) throws IOException {
        out.text("version", VERSION)
                .list("profiles")
                .textItem("cloud")
                .textItem("datetime")
                .end();
    }

    /** How it ended, in all classes but findings. */
    static void status(OcsfWriter out, Outcome outcome) throws IOException {
        switch (outcome) {
            case SUCCESS -> out.number("status_id", 1).text("status", "Success");
            case DENIED, FAILURE -> out.number("status_id", 2).text("status", "Failure");
            case ATTEMPT -> out.number("status_id", Classification.OTHER).text("status", "Attempt");
            case UNKNOWN -> out.number("status_id", 0).text("status", "Unknown");
        }
    }

    /**
     * An endpoint by its address. A name goes to {@code domain}, and to {@code svc_name} too, because OCSF wants one of the
     * names that it counts as identifying, and {@code domain} is none.
     */
    static OcsfWriter address(OcsfWriter out, String address) throws IOException {
        if (IpAddress.isOne(address)) {
            return out.text("ip", address);
        }
        return out.text("domain", address).text("svc_name", address.isEmpty() ? "unknown" : address);
    }
}
