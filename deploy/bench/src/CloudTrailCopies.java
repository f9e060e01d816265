import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Copies CloudTrail's files into a folder, again and again: each record with an eventID of its own, each file with a name
 * of its own. Arguments: the folder with the files, the target, how many MB of JSON. Prints bytes inflated, files, records.
 */
final class CloudTrailCopies {
    private static final Pattern ID = Pattern.compile("\"eventID\"\\s*:\\s*\"([0-9a-f]{8})");

    private CloudTrailCopies() {}

    public static void main(String[] arguments) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> found = Files.list(Path.of(arguments[0]))) {
            found.filter(file -> file.getFileName().toString().endsWith(".json.gz")).sorted().forEach(files::add);
        }
        Path target = Files.createDirectories(Path.of(arguments[1]));
        long wanted = Long.parseLong(arguments[2]) * 1_000_000;
        long bytes = 0;
        long count = 0;
        long[] records = new long[1];
        for (int round = 0; bytes < wanted; round++) {
            for (Path file : files) {
                byte[] fresh = fresh(inflated(file), round, records);
                bytes += fresh.length;
                count++;
                Files.write(target.resolve(named(file, round)), gzip(fresh));
            }
        }
        System.out.println(bytes + " " + count + " " + records[0]);
    }

    private static byte[] inflated(Path file) throws IOException {
        try (GZIPInputStream stream = new GZIPInputStream(Files.newInputStream(file))) {
            return stream.readAllBytes();
        }
    }

    private static byte[] fresh(byte[] json, int round, long[] records) {
        String text = new String(json, StandardCharsets.UTF_8);
        return ID.matcher(text)
                .replaceAll(found -> {
                    records[0]++;
                    int id = (int) (Long.parseLong(found.group(1), 16) + round * 7_919);
                    return String.format("\"eventID\":\"%08x", id);
                })
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The random part of CloudTrail's file names ends in what makes this one unique. */
    private static String named(Path file, int round) {
        String name = file.getFileName().toString();
        int end = name.length() - ".json.gz".length();
        return name.substring(0, end - 4) + String.format("%04d", round) + ".json.gz";
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }
}
