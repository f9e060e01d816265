package dev.gatehouse.audit.storage.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.audit.log.StorageFailed;
import dev.gatehouse.audit.log.verify.Fault;
import dev.gatehouse.audit.log.verify.FaultStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** The first fault as a file of JSON: {@code found}, {@code place} and {@code what}. An operator moves it away. */
public final class FaultFile implements FaultStore {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;

    public FaultFile(Path file) {
        this.file = file;
    }

    @Override
    public Optional<Fault> load() {
        try {
            JsonNode json = JSON.readTree(Files.readAllBytes(file));
            return Optional.of(new Fault(
                    Instant.parse(json.path("found").asText()),
                    json.path("place").asText(),
                    json.path("what").asText()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | DateTimeException e) {
            throw new StorageFailed("the file of the log's first fault can't be read", e);
        }
    }

    @Override
    public void save(Fault fault) {
        byte[] json = JSON.createObjectNode()
                .put("found", fault.found().toString())
                .put("place", fault.place())
                .put("what", fault.what())
                .toPrettyString()
                .getBytes(StandardCharsets.UTF_8);
        try {
            DurableFiles.replace(file, ByteBuffer.wrap(json));
        } catch (IOException e) {
            throw new StorageFailed("the file of the log's first fault can't be written", e);
        }
    }
}
