package dev.gatehouse.audit.storage.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.ingest.file.FileHour;
import dev.gatehouse.audit.ingest.file.FileRead;
import dev.gatehouse.audit.ingest.file.NamedFile;
import dev.gatehouse.audit.ingest.file.ObjectKeys;
import dev.gatehouse.audit.ingest.file.ObjectKind;
import dev.gatehouse.audit.ingest.file.ObjectLocation;
import dev.gatehouse.audit.ingest.file.RefusedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;

/** A line of the ledger: a file that was read, one that was refused, or one that a digest names. */
sealed interface LedgerLine {
    /** A file that was read. */
    record Read(FileRead file) implements LedgerLine {}

    /** A file that was refused. */
    record Refused(RefusedFile file) implements LedgerLine {}

    /** A file that a digest names. */
    record Named(NamedFile file) implements LedgerLine {}

    JsonMapper JSON = JsonMapper.builder().build();

    /** What its age counts from: when it was written, or when its digest's hour ended; empty where that can't be told. */
    default Optional<Instant> time() {
        return switch (this) {
            case Read read -> Optional.of(read.file().read());
            case Refused refused -> Optional.of(refused.file().refused());
            case Named named ->
                ObjectKeys.kind(named.file().digest().key()) instanceof ObjectKind.CloudTrailDigest digest
                        ? Optional.of(digest.end())
                        : Optional.empty();
        };
    }

    /** The line with its line feed. */
    default byte[] encode() {
        ObjectNode line = JSON.createObjectNode();
        switch (this) {
            case Read read -> put(line, read.file());
            case Refused refused -> put(line, refused.file());
            case Named named -> put(line, named.file());
        }
        try {
            return (JSON.writeValueAsString(line) + "\n").getBytes(UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(ObjectNode line, FileRead file) {
        line.put("line", "read");
        line.put("location", file.location().text());
        line.put("kind", file.kind());
        line.put("sha256", file.sha256());
        line.put("size", file.size());
        line.put("events", file.events());
        file.first().ifPresent(first -> line.put("first", first.toString()));
        file.last().ifPresent(last -> line.put("last", last.toString()));
        put(line, file.hour());
        line.put("verdict", file.verdict().word());
        line.put("read", file.read().toString());
    }

    private static void put(ObjectNode line, RefusedFile file) {
        line.put("line", "refused");
        line.put("location", file.location().text());
        line.put("reason", file.reason());
        line.put("refused", file.refused().toString());
    }

    private static void put(ObjectNode line, NamedFile file) {
        line.put("line", "named");
        line.put("location", file.file().text());
        line.put("sha256", file.sha256());
        line.put("digest", file.digest().text());
        line.put("verdict", file.digestVerdict().word());
        put(line, file.hour());
    }

    private static void put(ObjectNode line, Optional<FileHour> hour) {
        hour.ifPresent(present -> {
            line.put("account", present.account());
            line.put("region", present.region());
            line.put("hour", present.hour().toString());
        });
    }

    /** The line of its bytes, without the line feed; empty where they are none. */
    static Optional<LedgerLine> decode(byte[] bytes, int offset, int length) {
        try {
            JsonNode line = JSON.readTree(bytes, offset, length);
            return Optional.of(
                    switch (line.path("line").asText()) {
                        case "read" -> new Read(read(line));
                        case "refused" -> new Refused(refused(line));
                        default -> new Named(named(line));
                    });
        } catch (IOException | DateTimeException | NoSuchElementException e) {
            return Optional.empty();
        }
    }

    private static FileRead read(JsonNode line) {
        return new FileRead(
                ObjectLocation.parse(text(line, "location").orElseThrow()),
                text(line, "kind").orElseThrow(),
                text(line, "sha256").orElseThrow(),
                line.path("size").asLong(),
                line.path("events").asInt(),
                text(line, "first").map(Instant::parse),
                text(line, "last").map(Instant::parse),
                hour(line),
                verdict(line),
                Instant.parse(text(line, "read").orElseThrow()));
    }

    private static RefusedFile refused(JsonNode line) {
        return new RefusedFile(
                ObjectLocation.parse(text(line, "location").orElseThrow()),
                text(line, "reason").orElseThrow(),
                Instant.parse(text(line, "refused").orElseThrow()));
    }

    private static NamedFile named(JsonNode line) {
        return new NamedFile(
                ObjectLocation.parse(text(line, "location").orElseThrow()),
                text(line, "sha256").orElseThrow(),
                ObjectLocation.parse(text(line, "digest").orElseThrow()),
                verdict(line),
                hour(line));
    }

    private static DigestVerdict verdict(JsonNode line) {
        return text(line, "verdict").flatMap(DigestVerdict::ofWord).orElseThrow();
    }

    private static Optional<FileHour> hour(JsonNode line) {
        return text(line, "hour")
                .map(hour -> new FileHour(
                        text(line, "account").orElseThrow(),
                        text(line, "region").orElseThrow(),
                        Instant.parse(hour)));
    }

    private static Optional<String> text(JsonNode line, String field) {
        return Optional.ofNullable(line.get(field)).map(JsonNode::asText);
    }
}
