package dev.gatehouse.audit.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.ingest.cloudtrail.CloudTrailContents.Records;
import dev.gatehouse.audit.ingest.cloudtrail.CloudTrailLimits;
import dev.gatehouse.audit.ingest.cloudtrail.RealFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/** CloudTrail files as they are stored, in gzip's form. */
final class StoredFiles {
    private static final int FILES = 40;
    private static final int RECORDS_EACH = 725;

    private StoredFiles() {}

    /** CloudTrail's own. */
    static List<byte[]> real() throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (var file : RealFiles.all()) {
            files.add(gzip(file.inflated()));
        }
        return files;
    }

    /** Real records in another order, always the same, with eventIDs of their own. */
    static List<byte[]> drawn() throws IOException {
        List<Event> real = RealFiles.all().stream()
                .flatMap(file -> ((Records) file.read(CloudTrailLimits.DEFAULT)).events().stream())
                .toList();
        Random random = new Random(20_230_710);
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            files.add(gzip(drawn(real, random)));
        }
        return files;
    }

    private static byte[] drawn(List<Event> real, Random random) {
        StringBuilder out = new StringBuilder("{\"Records\":[");
        for (int i = 0; i < RECORDS_EACH; i++) {
            Event event = real.get(random.nextInt(real.size()));
            String fresh = new UUID(random.nextLong(), random.nextLong()).toString();
            out.append(i == 0 ? "" : ",")
                    .append(event.raw().text().replace(event.key().uid(), fresh));
        }
        return out.append("]}").toString().getBytes(UTF_8);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }
}
