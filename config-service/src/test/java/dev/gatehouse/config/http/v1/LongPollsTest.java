package dev.gatehouse.config.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.config.delivery.ConfigDelivery;
import dev.gatehouse.config.delivery.Desk;
import dev.gatehouse.config.http.ConfigProblems;
import dev.gatehouse.config.http.WireAnswers;
import dev.gatehouse.config.snapshot.Format;
import dev.gatehouse.config.snapshot.World;
import dev.gatehouse.service.access.FixedGrants;
import dev.gatehouse.service.http.FailureProblems;
import dev.gatehouse.service.http.RouteProblems;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LongPollsTest {
    private final Desk desk = new Desk();
    private final World world = desk.world.with("global/size", "1");
    private final WireAnswers answers = new WireAnswers(new RouteProblems(new FailureProblems(new ConfigProblems())));
    private final Queue<Thread> workers = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Server server;
    private @Nullable LongPolls polls;
    private volatile Duration wait = Duration.ofMinutes(1);

    @BeforeEach
    void start() {
        Server started = new Server(this::serve);
        polls = new LongPolls(started.vertx, desk.delivery, world.watches, answers, this::work, world.clock);
        server = started;
    }

    @AfterEach
    void stop() {
        server().close();
    }

    private Server server() {
        return Objects.requireNonNull(server);
    }

    private void work(Runnable task) {
        workers.add(Thread.ofVirtual().start(task));
    }

    private void awaitWorkers() throws InterruptedException {
        for (Thread worker = workers.poll(); worker != null; worker = workers.poll()) {
            worker.join();
        }
    }

    private void serve(RoutingContext context) {
        context.request().connection().closeHandler(gone -> closed.countDown());
        String known = context.request().headers().get("If-None-Match");
        work(() -> answers.guarded(
                context,
                () -> Objects.requireNonNull(polls)
                        .open(context, FixedGrants.all().caller(), World.CODER, Format.JSON, known, wait)));
    }

    private String etag() {
        ConfigDelivery.Answer answer = desk.delivery
                .read(FixedGrants.all().caller(), World.CODER, Format.JSON, Optional.empty())
                .orElseThrow();
        return ((ConfigDelivery.Body) answer).rendering().etag();
    }

    private CompletableFuture<HttpResponse<String>> poll(String known) {
        return server().client
                .sendAsync(
                        server().request().header("If-None-Match", known).build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private void awaitWatches(int count) {
        while (world.watches.size() != count) {
            assertThat(Thread.interrupted()).as("waited for too long").isFalse();
            Thread.onSpinWait();
        }
    }

    @Test
    void answersAtOnceWhoHasSomethingElse() {
        HttpResponse<String> response = poll("\"other\"").join();

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"size\":1");
        awaitWatches(0);
    }

    @Test
    void answersWhenSomethingChanges() {
        CompletableFuture<HttpResponse<String>> waiting = poll(etag());
        awaitWatches(1);
        world.with("global/size", "2");
        desk.parameterChanged(World.path("/demo/dev/global/size"));
        world.watches.parameterChanged(World.path("/demo/dev/global/size"));

        HttpResponse<String> response = waiting.join();

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"size\":2");
        awaitWatches(0);
    }

    @Test
    void answersNotModifiedWhenTheWaitIsOver() {
        wait = Duration.ofMillis(1);

        HttpResponse<String> response = poll(etag()).join();

        assertThat(response.statusCode()).isEqualTo(304);
        awaitWatches(0);
    }

    @Test
    void leavesNoWatchBehindHoweverSoonTheWaitIsOver() {
        wait = Duration.ofMillis(1);
        String known = etag();

        List<Integer> statuses = IntStream.range(0, 500)
                .mapToObj(i -> poll(known).join().statusCode())
                .distinct()
                .toList();

        assertThat(statuses).containsExactly(304);
        awaitWatches(0);
    }

    @Test
    void waitsForNobodyWhoHasGoneBeforeTheWaitBegan() throws Exception {
        String known = etag();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        desk.parameterChanged(World.path("/demo/dev/global/size"));
        world.parameters.beforeAnswering(() -> {
            asked.countDown();
            await(released);
        });
        try (Socket socket = open(known)) {
            await(asked);
            assertThat(socket.isConnected()).isTrue();
        }
        await(closed);

        released.countDown();

        awaitWorkers();
        assertThat(world.watches.size()).isZero();
    }

    private Socket open(String known) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server().port());
        socket.getOutputStream()
                .write(("GET / HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: " + known + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
