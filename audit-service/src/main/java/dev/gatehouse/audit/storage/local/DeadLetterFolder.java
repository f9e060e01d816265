package dev.gatehouse.audit.storage.local;

import dev.gatehouse.audit.ingest.DeadLetter;
import dev.gatehouse.audit.ingest.DeadLetters;
import dev.gatehouse.audit.ingest.DeadLettersUnavailable;
import dev.gatehouse.audit.ingest.KeptLetter;
import dev.gatehouse.audit.ingest.StoredLetter;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Dead letters in a folder for its owner's eyes only, a file each ({@link StoredLetter}). A full folder refuses more, so that the
 * sender keeps them; it never forgets by itself. One process may use the folder.
 */
public final class DeadLetterFolder implements DeadLetters {
    private static final String SUFFIX = ".letter";
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
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                String id = name.substring(0, name.length() - SUFFIX.length());
                remember(StoredLetter.decode(id, read(file)).letter());
            }
        }
    }

    @Override
    public synchronized void add(List<DeadLetter> added) {
        Map<String, DeadLetter> fresh = new LinkedHashMap<>();
        for (DeadLetter letter : added) {
            String id = StoredLetter.id(letter);
            if (!letters.containsKey(id)) {
                fresh.put(id, letter);
            }
        }
        requireRoom(fresh);
        try {
            for (DeadLetter letter : fresh.values()) {
                write(StoredLetter.of(letter, limits.maxRaw()));
            }
            OwnerFiles.sync(folder);
        } catch (IOException e) {
            throw new DeadLettersUnavailable("dead letters can't be written", e);
        }
    }

    private void requireRoom(Map<String, DeadLetter> fresh) {
        long more = 0;
        for (DeadLetter letter : fresh.values()) {
            more += StoredLetter.size(StoredLetter.of(letter, limits.maxRaw()).letter());
        }
        if (letters.size() + fresh.size() > limits.maxLetters() || bytes + more > limits.maxBytes()) {
            throw new DeadLettersUnavailable("there is no room for " + fresh.size() + " more dead letters beside "
                    + letters.size() + " of " + bytes + " bytes: look at them, and delete them");
        }
    }

    private void write(StoredLetter letter) throws IOException {
        OwnerFiles.writeWhole(file(letter.letter().id()), letter.encode());
        remember(letter.letter());
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
            return Optional.of(StoredLetter.decode(id, read(file(id))).deadLetter());
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
        bytes -= StoredLetter.size(letter);
        return true;
    }

    private void remember(KeptLetter letter) {
        letters.put(letter.id(), letter);
        inOrder.add(letter);
        bytes += StoredLetter.size(letter);
    }

    private byte[] read(Path file) throws IOException {
        // Limits may have been larger when it was written.
        return OwnerFiles.read(file, DeadLetterLimits.MAX_HEAD + (64 << 20));
    }

    private Path file(String id) {
        return folder.resolve(id + SUFFIX);
    }
}
