import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Prints how many appends a second a folder's disk takes when each is synchronized before the next. */
final class Appends {
    /** About an audit event's. */
    private static final int BYTES = 512;

    private Appends() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Files.createTempFile(Path.of(arguments[0]), "appends", ".bin");
        try {
            System.out.println(Math.round(perSecond(file, Integer.parseInt(arguments[1]))));
        } finally {
            Files.delete(file);
        }
    }

    private static double perSecond(Path file, int seconds) throws IOException {
        ByteBuffer event = ByteBuffer.allocateDirect(BYTES);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
            long start = System.nanoTime();
            long end = start + seconds * 1_000_000_000L;
            long done = 0;
            while (System.nanoTime() < end) {
                channel.write(event.clear());
                channel.force(false);
                done++;
            }
            return done * 1e9 / (System.nanoTime() - start);
        }
    }
}
