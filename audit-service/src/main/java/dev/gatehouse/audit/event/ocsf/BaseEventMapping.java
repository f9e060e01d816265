package dev.gatehouse.audit.event.ocsf;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.Outcome;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What is not of its format is a Base Event, which tells how many bytes it has and their hash. */
final class BaseEventMapping implements FormatMapping {
    @Override
    public Optional<Meaning> map(Event event, Workspace work) throws IOException {
        OcsfWriter out = work.out();
        Classification classification = new Classification(Classification.BASE_EVENT, Classification.UNKNOWN);
        int severity = Common.severity(Outcome.UNKNOWN);
        Common.head(out, event, classification, severity);
        Common.status(out, Outcome.UNKNOWN);
        out.object("metadata").text("uid", event.key().uid());
        Common.profiles(out);
        out.object("product")
                .text("name", event.key().source())
                .text("vendor_name", "unknown")
                .end();
        out.end().object("cloud").text("provider", "unknown").end();
        out.object("unmapped")
                .text("format", event.format().word())
                .number("raw_data_size", event.raw().length())
                .text("raw_data_hash", sha256(event.raw()))
                .end();
        return Optional.of(new Meaning(classification, Outcome.UNKNOWN, severity, "", "", List.of(), "", "", ""));
    }

    private static String sha256(ByteSlice raw) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(raw.array(), raw.offset(), raw.length());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
