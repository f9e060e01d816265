package dev.gatehouse.client.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A program that records events without end, from several threads, and sends some of them; it is there to be killed. It
 * prints {@code +uid} when an event was acknowledged to it, and {@code -uid} before it acknowledges one itself.
 */
final class KilledService {
    static final OutboxLimits LIMITS = new OutboxLimits(64 << 20, 16 << 10, 4_096, 8 << 10, Duration.ofMinutes(1));

    private static final int WRITERS = 8;
    private static final int SEND_EVERY = 5;

    private final AuditOutbox outbox;
    private final String round;
    private final OutputStream out = new FileOutputStream(FileDescriptor.out);

    private KilledService(AuditOutbox outbox, String round) {
        this.outbox = outbox;
        this.round = round;
    }

    public static void main(String[] args) {
        KilledService service = new KilledService(AuditOutbox.open(Path.of(args[0]), LIMITS), args[1]);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                threads.execute(() -> service.write(writer));
            }
        }
    }

    private void write(int writer) {
        for (int call = 0; ; call++) {
            String uid = "%s-%d-%06d".formatted(round, writer, call);
            outbox.record(List.of(Events.withUid(uid + "a"), Events.withUid(uid + "b")));
            print("+" + uid + "a\n+" + uid + "b\n");
            if (writer == 0 && call % SEND_EVERY == 0) {
                send();
            }
        }
    }

    private void send() {
        Batch batch = outbox.peek(7, Long.MAX_VALUE);
        Events.uids(batch.events()).forEach(uid -> print("-" + uid + "\n"));
        outbox.acknowledge(batch);
    }

    /** In one system call, so that what was printed is out of this process. */
    private synchronized void print(String lines) {
        try {
            out.write(lines.getBytes(US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
