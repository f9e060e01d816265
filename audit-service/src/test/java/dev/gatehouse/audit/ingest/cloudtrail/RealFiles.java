package dev.gatehouse.audit.ingest.cloudtrail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** CloudTrail's own files, of an attacked account; see README.md beside them. */
public final class RealFiles {
    /** Records in all of them. */
    public static final int RECORDS = 2_900;

    private static final Path FOLDER = Path.of("src/test/resources/cloudtrail");

    private RealFiles() {}

    /** The files, by name. */
    public static List<CloudTrailFile> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".gz"))
                    .sorted()
                    .map(RealFiles::inflated)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CloudTrailFile inflated(Path file) {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new CloudTrailFile(file.getFileName().toString(), "", in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
