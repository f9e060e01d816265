package dev.gatehouse.audit.storage.aws;

import dev.gatehouse.audit.ingest.DeadLetter;
import dev.gatehouse.audit.ingest.DeadLetters;
import dev.gatehouse.audit.ingest.DeadLettersUnavailable;
import dev.gatehouse.audit.ingest.KeptLetter;
import dev.gatehouse.audit.ingest.StoredLetter;
import dev.gatehouse.audit.log.StorageConflict;
import dev.gatehouse.audit.log.StorageFailed;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Dead letters in a bucket, for all processes together: {@code dead-letters/letter/<id>} has a letter, and
 * {@code dead-letters/order/<milliseconds>-<id>} says when it came. A letter without its place in the order, which a crash
 * leaves, gets it when it comes again. A full store refuses more, so that the sender keeps them; each process counts when it
 * starts and then what it adds itself, so that the bound is one for each process.
 */
public final class S3DeadLetters implements DeadLetters {
    private static final String LETTERS = "dead-letters/letter/";
    private static final String ORDER = "dead-letters/order/";
    private static final int MILLIS_DIGITS = 15;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private final S3Folder folder;
    private final int maxLetters;
    private final int maxRaw;
    private long count;

    /**
     * @param s3 a client that {@link AwsClientSettings#applyTo} was given
     * @param maxLetters letters that are kept
     * @param maxRaw bytes of one letter that are kept; of a longer one, the first ones
     * @throws DeadLettersUnavailable the bucket can't be listed
     */
    public S3DeadLetters(S3Client s3, S3Place place, int maxLetters, int maxRaw) {
        this.folder = new S3Folder(s3, place);
        this.maxLetters = maxLetters;
        this.maxRaw = maxRaw;
        this.count = tried(() -> folder.list(ORDER).size());
    }

    @Override
    public synchronized void add(List<DeadLetter> letters) {
        tried(() -> {
            letters.forEach(this::add);
            return letters;
        });
    }

    private void add(DeadLetter letter) {
        StoredLetter object = StoredLetter.of(letter, maxRaw);
        String id = object.letter().id();
        Optional<KeptLetter> there = head(id);
        if (there.isEmpty()) {
            requireRoom();
            there = created(object) ? there : head(id);
        }
        folder.create(order(there.orElse(object.letter())), ByteBuffer.allocate(0), request -> {});
    }

    /** @return false where another process has kept the same letter meanwhile, with a time of its own */
    private boolean created(StoredLetter object) {
        try {
            folder.create(
                    LETTERS + object.letter().id(),
                    ByteBuffer.wrap(object.encode()),
                    request -> request.contentType("application/octet-stream"));
            count++;
            return true;
        } catch (StorageConflict e) {
            return false;
        }
    }

    private void requireRoom() {
        if (count >= maxLetters) {
            throw new DeadLettersUnavailable(
                    "there is no room for more dead letters beside " + count + ": look at them, and delete them");
        }
    }

    @Override
    public List<KeptLetter> list(Optional<String> after, int max) {
        return tried(() -> {
            String start = "";
            if (after.isPresent()) {
                Optional<KeptLetter> before = head(after.get());
                if (before.isEmpty()) {
                    return List.of();
                }
                start = order(before.get()).substring(ORDER.length());
            }
            List<KeptLetter> letters = new ArrayList<>();
            for (S3Folder.Listed place : folder.list(ORDER, start, max)) {
                head(place.name().substring(MILLIS_DIGITS + 1)).ifPresent(letters::add);
            }
            return letters;
        });
    }

    @Override
    public Optional<KeptLetter> find(String id) {
        return tried(() -> head(id));
    }

    @Override
    public Optional<DeadLetter> read(String id) {
        return tried(() -> head(id).flatMap(there -> folder.get(LETTERS + id))
                .map(found -> StoredLetter.decode(id, found.bytes().array()).deadLetter()));
    }

    @Override
    public synchronized boolean delete(String id) {
        return tried(() -> {
            Optional<KeptLetter> there = head(id);
            there.ifPresent(letter -> {
                folder.delete(order(letter));
                folder.delete(LETTERS + id);
                count--;
            });
            return there.isPresent();
        });
    }

    private Optional<KeptLetter> head(String id) {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        return folder.start(LETTERS + id, StoredLetter.MAX_HEAD)
                .map(bytes -> StoredLetter.decode(id, bytes).letter());
    }

    private static String order(KeptLetter letter) {
        long millis = Math.max(0, letter.received().toEpochMilli());
        return ORDER + String.format(Locale.ROOT, "%0" + MILLIS_DIGITS + "d-%s", millis, letter.id());
    }

    private static <T> T tried(Supplier<T> work) {
        try {
            return work.get();
        } catch (StorageFailed e) {
            throw new DeadLettersUnavailable("dead letters can't be kept or read: " + e.getMessage(), e);
        }
    }
}
