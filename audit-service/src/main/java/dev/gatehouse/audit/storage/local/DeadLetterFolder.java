package dev.gatehouse.audit.storage.local;

import dev.gatehouse.audit.ingest.DeadLetter;
import dev.gatehouse.audit.ingest.DeadLetters;
import dev.gatehouse.audit.ingest.DeadLettersUnavailable;
import dev.gatehouse.audit.ingest.KeptLetter;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Dead letters in a folder for its owner's eyes only, a file each ({@link LetterFile}). A full folder refuses more, so that the
 * sender keeps them; it never forgets by itself. One process may use the folder.
 */
public final class DeadLetterFolder implements DeadLetters {
    private static final Comparator<KeptLetter> ORDER =
            Comparator.comparing(KeptLetter::received).thenComparing(KeptLetter::id);

    private final Path folder;
    private final DeadLetterLimits limits;
    private final Map<String, KeptLetter> letters = new HashMap<>();
    private final TreeSet<KeptLetter> inOrder = new TreeSet<>(ORDER);
    private long bytes;

    /** @throws DeadLettersUnavailable the folder can't be read */
    public DeadLetterFolder(Path folder, DeadLetterLimits limits) {
        this.folder = folder;
        this.limits = limits;
        try {
            OwnerFiles.makeFolder(folder);
            load();
        } catch (IOException e) {
            throw new DeadLettersUnavailable("the dead letters' folder can't be read", e);
        }
    }

    private void load() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + LetterFile.SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                String id = name.substring(0, name.length() - LetterFile.SUFFIX.length());
                remember(LetterFile.parse(id, read(file)).letter());
            }
        }
    }

    @Override
    public synchronized void add(List<DeadLetter> added) {
        Map<String, DeadLetter> fresh = new LinkedHashMap<>();
        for (DeadLetter letter : added) {
            String id = LetterFile.id(letter);
            if (!letters.containsKey(id)) {
                fresh.put(id, letter);
            }
        }
        requireRoom(fresh);
        try {
            for (Map.Entry<String, DeadLetter> letter : fresh.entrySet()) {
                write(letter.getKey(), letter.getValue());
            }
            OwnerFiles.sync(folder);
        } catch (IOException e) {
            throw new DeadLettersUnavailable("dead letters can't be written", e);
        }
    }

    private void requireRoom(Map<String, DeadLetter> fresh) {
        long more = 0;
        for (Map.Entry<String, DeadLetter> letter : fresh.entrySet()) {
            more += size(LetterFile.kept(letter.getKey(), letter.getValue(), limits.maxRaw()));
        }
        if (letters.size() + fresh.size() > limits.maxLetters() || bytes + more > limits.maxBytes()) {
            throw new DeadLettersUnavailable("there is no room for " + fresh.size() + " more dead letters beside "
                    + letters.size() + " of " + bytes + " bytes: look at them, and delete them");
        }
    }

    private void write(String id, DeadLetter letter) throws IOException {
        KeptLetter kept = LetterFile.kept(id, letter, limits.maxRaw());
        int from = letter.raw().offset();
        byte[] raw = Arrays.copyOfRange(letter.raw().array(), from, from + kept.kept());
        OwnerFiles.writeWhole(file(id), LetterFile.head(kept), raw);
        remember(kept);
    }

    @Override
    public synchronized List<KeptLetter> list(Optional<String> after, int max) {
        if (after.isEmpty()) {
            return inOrder.stream().limit(max).toList();
        }
        KeptLetter before = letters.get(after.get());
        return before == null
                ? List.of()
                : inOrder.tailSet(before, false).stream().limit(max).toList();
    }

    /** How many letters there are. */
    public synchronized int count() {
        return letters.size();
    }

    /** Bytes of all letters' files. */
    public synchronized long bytes() {
        return bytes;
    }

    @Override
    public synchronized Optional<KeptLetter> find(String id) {
        return Optional.ofNullable(letters.get(id));
    }

    @Override
    public synchronized Optional<DeadLetter> read(String id) {
        KeptLetter letter = letters.get(id);
        if (letter == null) {
            return Optional.empty();
        }
        try {
            LetterFile.Contents contents = LetterFile.parse(id, read(file(id)));
            return Optional.of(new DeadLetter(
                    letter.received(),
                    letter.origin(),
                    letter.position(),
                    letter.reason(),
                    letter.detail(),
                    contents.raw()));
        } catch (IOException e) {
            throw new DeadLettersUnavailable("a dead letter can't be read", e);
        }
    }

    @Override
    public synchronized boolean delete(String id) {
        KeptLetter letter = letters.get(id);
        if (letter == null) {
            return false;
        }
        try {
            Files.deleteIfExists(file(id));
            OwnerFiles.sync(folder);
        } catch (IOException e) {
            throw new DeadLettersUnavailable("a dead letter can't be deleted", e);
        }
        letters.remove(id);
        inOrder.remove(letter);
        bytes -= size(letter);
        return true;
    }

    private void remember(KeptLetter letter) {
        letters.put(letter.id(), letter);
        inOrder.add(letter);
        bytes += size(letter);
    }

    private static long size(KeptLetter letter) {
        return LetterFile.head(letter).length + (long) letter.kept();
    }

    private byte[] read(Path file) throws IOException {
        // Limits may have been larger when it was written.
        return OwnerFiles.read(file, DeadLetterLimits.MAX_HEAD + (64 << 20));
    }

    private Path file(String id) {
        return folder.resolve(id + LetterFile.SUFFIX);
    }
}
