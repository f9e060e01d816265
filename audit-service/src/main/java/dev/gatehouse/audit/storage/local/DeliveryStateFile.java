package dev.gatehouse.audit.storage.local;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatehouse.audit.detect.DeliveryState;
import dev.gatehouse.audit.log.MalformedLog;
import dev.gatehouse.audit.log.StorageFailed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sink's place in the log, in a file that is replaced as a whole: the line {@code gatehouse-sink 1 <position>}. */
public final class DeliveryStateFile implements DeliveryState {
    private static final Pattern LINE = Pattern.compile("gatehouse-sink 1 (0|[1-9][0-9]{0,17})\n");

    private final Path folder;
    private final Path file;

    /**
     * A file, which need not be there yet.
     *
     * @param folder its folder; made where it is missing
     * @param name its name
     */
    public DeliveryStateFile(Path folder, String name) {
        this.folder = folder;
        this.file = folder.resolve(name);
    }

    /**
     * The place that was saved last.
     *
     * @throws MalformedLog the file is not what was written
     * @throws StorageFailed it can't be read
     */
    @Override
    public OptionalLong load() {
        try {
            Matcher line = LINE.matcher(new String(Files.readAllBytes(file), US_ASCII));
            if (!line.matches()) {
                throw new MalformedLog("a sink's place is not what was written");
            }
            return OptionalLong.of(Long.parseLong(line.group(1)));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw new StorageFailed("a sink's place can't be read", e);
        }
    }

    @Override
    public void save(long position) {
        try {
            DurableFiles.createFolders(folder);
            DurableFiles.replace(file, ByteBuffer.wrap(("gatehouse-sink 1 " + position + "\n").getBytes(US_ASCII)));
        } catch (IOException e) {
            throw new StorageFailed("a sink's place can't be written", e);
        }
    }
}
