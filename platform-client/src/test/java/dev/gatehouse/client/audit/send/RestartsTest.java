package dev.gatehouse.client.audit.send;

import static dev.gatehouse.client.audit.send.NumberedEvents.uids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.audit.AuditOutbox;
import dev.gatehouse.client.audit.OutboxLimits;
import dev.gatehouse.client.audit.send.FakeReceiver.Reply;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both ends end in the middle, and every event arrives. */
class RestartsTest {
    private static final int EVENTS = 200;
    private static final SenderSettings SETTINGS =
            new SenderSettings(7, 1 << 20, Duration.ofMillis(1), Duration.ofMillis(20), Duration.ofMillis(20));

    private final List<FakeReceiver.Request> taken = new ArrayList<>();

    @TempDir
    private Path parent;

    @Test
    void eachEventArrivesInOrderThoughTheReceiverDiesAndTheSenderIsRestarted() throws Exception {
        int port;
        try (AuditOutbox outbox = open()) {
            outbox.record(NumberedEvents.of(0, EVENTS));
            CountDownLatch dead = new CountDownLatch(10);
            FakeReceiver first = new FakeReceiver(request -> {
                takeThenDie(request, dead);
                return new Reply(201);
            });
            port = first.port();
            try (AuditSender sender = sender(outbox, first.address())) {
                sender.start();
                assertThat(dead.await(1, TimeUnit.MINUTES)).isTrue();
                first.close();
            }
        }
        try (AuditOutbox outbox = open()) {
            assertThat(outbox.pendingEvents()).isPositive();
            CountDownLatch all = new CountDownLatch(1);
            try (AuditSender sender = sender(outbox, URI.create("http://127.0.0.1:" + port))) {
                // Nobody is there yet: it is away, and finds the receiver when that has been started.
                sender.start();
                try (FakeReceiver second = new FakeReceiver(port, request -> take(request, all))) {
                    assertThat(all.await(1, TimeUnit.MINUTES))
                            .as(second.address() + " has all")
                            .isTrue();
                }
            }
        }

        List<String> arrived =
                taken.stream().flatMap(request -> request.uids().stream()).toList();
        assertThat(new LinkedHashSet<>(arrived)).containsExactlyElementsOf(uids(0, EVENTS));
        assertInOrder();
    }

    /** Takes nine batches and answers each; takes the tenth, and dies before it has answered. */
    private synchronized void takeThenDie(FakeReceiver.Request request, CountDownLatch dead) {
        taken.add(request);
        dead.countDown();
        if (dead.getCount() == 0) {
            throw new IllegalStateException("killed");
        }
    }

    private synchronized Reply take(FakeReceiver.Request request, CountDownLatch all) {
        taken.add(request);
        if (request.uids().contains(NumberedEvents.uid(EVENTS - 1))) {
            all.countDown();
        }
        return new Reply(201);
    }

    /** Every batch begins at most where the events before it end: nothing is passed over. */
    private void assertInOrder() {
        int next = 0;
        for (FakeReceiver.Request request : taken) {
            int from = uids(0, EVENTS).indexOf(request.uids().getFirst());
            assertThat(from).isLessThanOrEqualTo(next);
            assertThat(request.uids())
                    .isEqualTo(uids(from, from + request.uids().size()));
            next = Math.max(next, from + request.uids().size());
        }
    }

    private AuditOutbox open() {
        return AuditOutbox.open(parent.resolve("outbox"), OutboxLimits.DEFAULT);
    }

    private static AuditSender sender(AuditOutbox outbox, URI address) {
        InstantSource clock = InstantSource.system();
        return new AuditSender(
                outbox,
                new HttpEventReceiver(
                        address, false, true, () -> Optional.of("gh_token"), Duration.ofSeconds(5), clock),
                SETTINGS,
                new Told(),
                clock,
                new Random(1),
                Pause.SLEEP);
    }
}
