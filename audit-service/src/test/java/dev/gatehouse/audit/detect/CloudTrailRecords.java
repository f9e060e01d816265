package dev.gatehouse.audit.detect;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.audit.log.LoggedEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The records of a real, attacked account, in the order of their files' names. See their README. */
final class CloudTrailRecords {
    private static final Path FOLDER = Path.of("src/test/resources/cloudtrail");
    private static final ObjectMapper JSON = new ObjectMapper();

    private CloudTrailRecords() {}

    static List<LoggedEvent> all() {
        List<LoggedEvent> records = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json.gz"))
                    .sorted()
                    .toList()) {
                try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                    JSON.readTree(in).path("Records").forEach(record -> records.add(Logged.of(records.size(), record)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return records;
    }
}
