package dev.gatehouse.audit.storage.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.ingest.file.FileHour;
import dev.gatehouse.audit.ingest.file.FileRead;
import dev.gatehouse.audit.ingest.file.NamedFile;
import dev.gatehouse.audit.ingest.file.ObjectLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;

/** A line of the ledger: a file that was read, or one that a digest names. */
sealed interface LedgerLine {
    /** A file that was read. */
    record Read(FileRead file) implements LedgerLine {}

    /** A file that a digest names. */
    record Named(NamedFile file) implements LedgerLine {}

    JsonMapper JSON = JsonMapper.builder().build();

    /** The line with its line feed. */
    default byte[] encode() {
        ObjectNode line = JSON.createObjectNode();
        switch (this) {
            case Read read -> put(line, read.file());
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
                    line.path("line").asText().equals("read") ? new Read(read(line)) : new Named(named(line)));
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
