package dev.gatehouse.audit.storage.local;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatehouse.audit.detect.DetectionState;
import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.log.MalformedLog;
import dev.gatehouse.audit.log.StorageFailed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far detections are, in a file that is replaced as a whole: a line {@code gatehouse-detections 1 <position> <SHA-256
 * of the rest>}, and what the rules remember.
 */
public final class DetectionStateFile implements DetectionState {
    private static final int MAX_HEAD = 128;
    private static final Pattern HEAD = Pattern.compile("gatehouse-detections 1 (0|[1-9][0-9]{0,17}) ([0-9a-f]{64})");

    private final Path folder;
    private final Path file;

    /**
     * A file, which need not be there yet.
     *
     * @param folder its folder; made where it is missing
     * @param name its name
     */
    public DetectionStateFile(Path folder, String name) {
        this.folder = folder;
        this.file = folder.resolve(name);
    }

    /**
     * What was saved last.
     *
     * @throws MalformedLog the file is not what was written
     * @throws StorageFailed it can't be read
     */
    @Override
    public Optional<Saved> load() {
        try {
            return Optional.of(parse(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StorageFailed("the detections' state can't be read", e);
        }
    }

    private static Saved parse(byte[] bytes) {
        int end = 0;
        while (end < Math.min(bytes.length, MAX_HEAD) && bytes[end] != '\n') {
            end++;
        }
        Matcher head = HEAD.matcher(new String(bytes, 0, end, US_ASCII));
        if (!head.matches() || end == bytes.length) {
            throw new MalformedLog("the detections' state does not begin as it should");
        }
        ByteSlice memory = new ByteSlice(bytes, end + 1, bytes.length - end - 1);
        if (!sha256(memory).equals(head.group(2))) {
            throw new MalformedLog("the detections' state is not what was written");
        }
        return new Saved(Long.parseLong(head.group(1)), memory);
    }

    @Override
    public void save(Saved state) {
        ByteSlice memory = state.memory();
        byte[] head = ("gatehouse-detections 1 " + state.position() + " " + sha256(memory) + "\n").getBytes(US_ASCII);
        ByteBuffer bytes = ByteBuffer.allocate(head.length + memory.length());
        bytes.put(head).put(memory.array(), memory.offset(), memory.length()).flip();
        try {
            DurableFiles.createFolders(folder);
            DurableFiles.replace(file, bytes);
        } catch (IOException e) {
            throw new StorageFailed("the detections' state can't be written", e);
        }
    }

    private static String sha256(ByteSlice bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes.array(), bytes.offset(), bytes.length());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
