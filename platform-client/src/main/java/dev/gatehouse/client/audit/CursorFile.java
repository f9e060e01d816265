package dev.gatehouse.client.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The file that says up to where events were acknowledged: one line with segment, offset and line in decimal, and the
 * CRC32C of what precedes it in hexadecimal. It is replaced as a whole, durably.
 */
final class CursorFile {
    static final String NAME = "cursor";

    private static final String NEXT = "cursor.new";
    private static final int MAX_BYTES = 100;
    private static final Pattern SHAPE = Pattern.compile("((\\d{1,12}) (\\d{1,10}) (\\d{1,9}) )([0-9a-f]{8})\\n");

    private final OutboxFiles files;

    CursorFile(OutboxFiles files) {
        this.files = files;
    }

    /** What was written last; empty where nothing was. */
    Optional<Position> read() throws IOException {
        if (!files.names().contains(NAME)) {
            return Optional.empty();
        }
        Matcher line = SHAPE.matcher(text());
        if (!line.matches() || !crc(line.group(1)).equals(line.group(5))) {
            throw new OutboxDamaged(files.path(NAME), 0, "it is not a cursor");
        }
        return Optional.of(new Position(
                Long.parseLong(line.group(2)), Long.parseLong(line.group(3)), Integer.parseInt(line.group(4))));
    }

    /** When this returns, the position is durable; when it throws, either it or the former one is. */
    void write(Position position) throws IOException {
        String line = "%d %d %d ".formatted(position.segment(), position.offset(), position.line());
        try (OutboxFiles.Writable file = files.create(NEXT)) {
            file.write(ByteBuffer.wrap((line + crc(line) + "\n").getBytes(US_ASCII)), 0);
            file.force();
        }
        files.rename(NEXT, NAME);
        files.sync();
    }

    private String text() throws IOException {
        try (InputStream in = files.read(NAME, 0)) {
            return new String(in.readNBytes(MAX_BYTES), US_ASCII);
        }
    }

    private static String crc(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(US_ASCII));
        return "%08x".formatted(crc.getValue());
    }
}
