package dev.gatehouse.audit.ingest.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.ingest.DeadLetter;
import dev.gatehouse.audit.ingest.DeadLetters;
import dev.gatehouse.audit.ingest.Ingest;
import dev.gatehouse.audit.ingest.InvalidEvent;
import dev.gatehouse.audit.ingest.KeptLetter;
import dev.gatehouse.audit.ingest.Sender;
import dev.gatehouse.audit.ingest.SentOrigin;
import dev.gatehouse.audit.ingest.file.ObjectKind.CloudTrailLog;
import dev.gatehouse.audit.log.AppendResult;
import dev.gatehouse.audit.log.LogUnavailable;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * Sends a dead letter the way it came once more, for instance after a limit was raised. It is forgotten only when what it
 * holds is durable in the log. Safe for use by many threads: a letter that two retry is appended once.
 */
public final class LetterRetry {
    private static final byte[] LIST = "{\"Records\":[".getBytes(UTF_8);
    private static final byte[] LIST_END = "]}".getBytes(UTF_8);

    private final DeadLetters letters;
    private final Ingest ingest;
    private final FileIntake files;
    private final RecordIntake records;

    public LetterRetry(DeadLetters letters, Ingest ingest, FileIntake files, RecordIntake records) {
        this.letters = letters;
        this.ingest = ingest;
        this.files = files;
        this.records = records;
    }

    /** What became of a letter. */
    public sealed interface Result {
        /**
         * It is in the log, and forgotten as a letter.
         *
         * @param appended events that are new in the log
         * @param duplicates events that were in the log before
         * @param rejected records of a file that are dead letters of their own now
         */
        record InLog(int appended, int duplicates, int rejected) implements Result {}

        /**
         * It can't go in from here, and is kept.
         *
         * @param problem why, and what to do instead
         */
        record NotPossible(String problem) implements Result {}

        /** There is no such letter. */
        record NoSuchLetter() implements Result {}
    }

    /**
     * Retries a letter.
     *
     * @param sender who retries, and for which sources that is allowed
     * @throws InvalidEvent it is no event still, or one of a source that the sender may not send; it is kept
     * @throws LogUnavailable it may not be durable; it is kept
     * @throws dev.gatehouse.audit.ingest.DeadLettersUnavailable it can't be read or forgotten now
     */
    public Result retry(String id, Sender sender) {
        Optional<KeptLetter> kept = letters.find(id);
        Optional<DeadLetter> letter = letters.read(id);
        if (kept.isEmpty() || letter.isEmpty()) {
            return new Result.NoSuchLetter();
        }
        if (kept.get().kept() < kept.get().size()) {
            return new Result.NotPossible("only its first " + kept.get().kept() + " bytes are kept");
        }
        Result result = retry(letter.get(), sender);
        if (result instanceof Result.InLog) {
            letters.delete(id);
        }
        return result;
    }

    private Result retry(DeadLetter letter, Sender sender) {
        if (SentOrigin.sender(letter.origin()).isPresent()) {
            return event(ingest.event(letter.raw(), sender));
        }
        ObjectLocation location = ObjectLocation.parse(letter.origin());
        ObjectKind kind = ObjectKeys.kind(location.key());
        if (kind instanceof ObjectKind.CloudTrailDigest) {
            return new Result.NotPossible(
                    "a digest's signature is not kept: put the digest where files are taken from");
        }
        if (letter.position().isEmpty()) {
            return outcome(files.take(new StoredObject(location, letter.raw(), Map.of())));
        }
        return kind instanceof CloudTrailLog log
                ? outcome(records.take(location, log, letter.position().getAsInt(), file(location, letter.raw())))
                : new Result.NotPossible("it is one line of a file, which means nothing without the file");
    }

    private Result event(Event event) {
        return switch (appended(event)) {
            case AppendResult.Appended done -> new Result.InLog(1, 0, 0);
            case AppendResult.Duplicate known -> new Result.InLog(0, 1, 0);
            case AppendResult.Conflict other ->
                throw new InvalidEvent(
                        "conflict",
                        "another event of this source and uid is in the log, with the index "
                                + other.receipt().index());
        };
    }

    private AppendResult appended(Event event) {
        try {
            return ingest.one(event).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new LogUnavailable("the log did not make the event durable", e);
        }
    }

    private static Result outcome(IntakeOutcome outcome) {
        return switch (outcome) {
            case IntakeOutcome.Taken taken -> new Result.InLog(taken.appended(), taken.duplicates(), taken.rejected());
            case IntakeOutcome.Known known -> new Result.InLog(0, 0, 0);
            case IntakeOutcome.Refused refused -> throw new InvalidEvent(refused.reason(), refused.detail());
            case IntakeOutcome.Skipped skipped -> new Result.NotPossible(skipped.problem());
            case IntakeOutcome.Deferred deferred -> new Result.NotPossible(deferred.problem());
        };
    }

    private static InflatedFile file(ObjectLocation location, ByteSlice record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(LIST.length + record.length() + LIST_END.length);
        bytes.writeBytes(LIST);
        bytes.write(record.array(), record.offset(), record.length());
        bytes.writeBytes(LIST_END);
        ByteSlice content = ByteSlice.of(bytes.toByteArray());
        return new InflatedFile(location.text(), content, content.sha256());
    }
}
