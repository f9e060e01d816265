package dev.gatehouse.audit.storage.aws;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.ingest.DeadLetter;
import dev.gatehouse.audit.ingest.DeadLetters;
import dev.gatehouse.audit.ingest.DeadLettersUnavailable;
import dev.gatehouse.audit.ingest.cloudtrail.TrailStore;
import dev.gatehouse.audit.ingest.file.FileIntake;
import dev.gatehouse.audit.ingest.file.LedgerUnavailable;
import dev.gatehouse.audit.ingest.file.Notice;
import dev.gatehouse.audit.ingest.file.ObjectLocation;
import dev.gatehouse.audit.ingest.file.ObjectNotices;
import dev.gatehouse.audit.ingest.file.StoredObject;
import dev.gatehouse.audit.log.LogUnavailable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Takes in the files that a queue's messages tell of. A message is deleted when everything of its files is durable, as
 * events, as dead letters or in the ledger; until then it stays hidden, however long that takes. So a crash leads to a
 * second reading at most, in which the log drops what it has.
 *
 * <p>While nothing can be made durable, the message in hand waits, and no other is taken. What fails for another reason
 * comes again, and becomes a dead letter in the end; the dead letter is the message, which says where the file is.
 *
 * <p>For one thread; more of them, each with a feed of its own, take in more.
 */
public final class SqsFileFeed {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final NoticeQueue queue;
    private final ObjectNotices notices;
    private final TrailStore files;
    private final FileIntake intake;
    private final DeadLetters letters;
    private final FeedRhythm rhythm;
    private final FeedListener listener;
    private final InstantSource clock;

    /** @param files where the files are fetched; it bounds their size */
    public SqsFileFeed(
            NoticeQueue queue,
            ObjectNotices notices,
            TrailStore files,
            FileIntake intake,
            DeadLetters letters,
            FeedRhythm rhythm,
            FeedListener listener,
            InstantSource clock) {
        this.queue = queue;
        this.notices = notices;
        this.files = files;
        this.intake = intake;
        this.letters = letters;
        this.rhythm = rhythm;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * Waits for a message once, and takes in what it tells of.
     *
     * @return whether there was a message
     * @throws dev.gatehouse.audit.log.StorageFailed the queue does not answer; the caller waits a while and polls again
     */
    public boolean pollOnce() {
        Optional<Message> message = queue.receive();
        message.ifPresent(this::take);
        return message.isPresent();
    }

    private void take(Message message) {
        FeedRhythm.Beat hiding = rhythm.every(queue.renewal(), () -> queue.hide(message));
        try {
            boolean durable = tried(message);
            while (!durable && rhythm.pause(PAUSE)) {
                durable = tried(message);
            }
            if (durable) {
                queue.delete(message);
                listener.done();
            }
        } catch (RuntimeException e) {
            // Whatever it is, the other messages must not wait for this one; it is visible again after a while.
            listener.failed(e);
        } finally {
            hiding.close();
        }
    }

    /** @return false where nothing can be made durable now */
    private boolean tried(Message message) {
        try {
            if (queue.isTooOften(message)) {
                keep(message, "notice-given-up", "it was received too often without success");
            } else {
                read(message);
            }
            return true;
        } catch (LogUnavailable | DeadLettersUnavailable | LedgerUnavailable e) {
            listener.waiting(e);
            return false;
        }
    }

    private void read(Message message) {
        switch (notices.read(message.body())) {
            case Notice.Test test -> {}
            case Notice.Malformed malformed -> keep(message, "malformed-notice", malformed.problem());
            case Notice.Objects objects -> {
                if (!objects.refused().isEmpty()) {
                    keep(
                            message,
                            "bucket-not-allowed",
                            objects.refused().size() + " files are in buckets that gatehouse.cloudtrail.buckets lacks");
                }
                objects.allowed().forEach(location -> take(message, location));
            }
        }
    }

    private void take(Message message, ObjectLocation location) {
        Optional<StoredObject> object = files.get(location);
        if (object.isPresent()) {
            intake.take(object.get());
        } else {
            keep(message, "file-missing", "a file that it names is not in its bucket");
        }
    }

    private void keep(Message message, String reason, String detail) {
        letters.add(List.of(new DeadLetter(
                clock.instant(),
                "sqs:" + message.messageId(),
                OptionalInt.empty(),
                reason,
                detail,
                ByteSlice.of(message.body()))));
        listener.deadLetter(reason);
    }
}
