package dev.gatehouse.scanner.source.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.scanner.store.aws.Moto;
import dev.gatehouse.scanner.work.ListedObject;
import dev.gatehouse.scanner.work.Listing;
import dev.gatehouse.scanner.work.ListingFailed;
import dev.gatehouse.scanner.work.ObjectUnreadable;
import dev.gatehouse.scanner.work.RunLog;
import dev.gatehouse.scanner.work.Target;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

class LogsSourceTest {
    private final CloudWatchLogsClient logs =
            Moto.client(CloudWatchLogsClient.builder(), Moto.endpoint()).build();
    private final String prefix = "/app/" + UUID.randomUUID() + "/";
    private final Map<String, Instant> read = new HashMap<>();
    private Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);

    private final RunLog runs = new RunLog() {
        @Override
        public Optional<Instant> last(String target) {
            return Optional.ofNullable(read.get(target));
        }

        @Override
        public boolean claim(String target, Instant due) {
            return read.merge(target, due, (old, next) -> next.isAfter(old) ? next : old)
                    .equals(due);
        }
    };

    private LogsSource source(CloudWatchLogsClient client, long maxBytes) {
        LogWindows.Limits limits =
                new LogWindows.Limits(Duration.ofHours(2), Duration.ofHours(1), Duration.ofMinutes(1));
        Pace pace = new Pace(1_000, System::nanoTime, nanos -> {});
        return new LogsSource(client, new LogWindows(runs, limits, () -> now), pace, maxBytes);
    }

    private Target target(String location) {
        return new Target("t", "logs", location, Map.of());
    }

    private void group(String name) {
        logs.createLogGroup(create -> create.logGroupName(prefix + name));
        logs.createLogStream(create -> create.logGroupName(prefix + name).logStreamName("s"));
    }

    private void put(String group, Instant at, String... messages) {
        List<InputLogEvent> events = new ArrayList<>();
        for (String message : messages) {
            events.add(InputLogEvent.builder()
                    .timestamp(at.toEpochMilli())
                    .message(message)
                    .build());
        }
        logs.putLogEvents(
                put -> put.logGroupName(prefix + group).logStreamName("s").logEvents(events));
    }

    private static String read(LogsSource source, Target target, ListedObject object) throws IOException {
        try (InputStream in = source.open(target, object)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Test
    void readsWhatCameSinceTheScanBefore() throws Exception {
        // Given events in the first window, in the second, and too young to be settled
        group("a");
        put("a", now.minus(Duration.ofMinutes(110)), "first", "second");
        put("a", now.minus(Duration.ofMinutes(30)), "third");
        put("a", now.minus(Duration.ofSeconds(10)), "young");
        LogsSource source = source(logs, 1_000);
        Target target = target(prefix + "*");

        List<String> texts = new ArrayList<>();
        for (int run = 0; run < 3; run++) {
            for (ListedObject object : source.list(target, Optional.empty()).objects()) {
                texts.add(read(source, target, object));
                source.kept(target, object);
            }
        }
        now = now.plus(Duration.ofMinutes(2));
        ListedObject last = source.list(target, Optional.empty()).objects().getFirst();

        assertThat(texts).containsExactly("first\nsecond\n", "third\n");
        assertThat(read(source, target, last)).isEqualTo("young\n");
        assertThat(last.name().path()).isEqualTo(prefix + "a");
        assertThat(last.name().version()).isEqualTo(last.stamp());
    }

    @Test
    void aPartThatWasNotReadToItsEndIsListedAgain() throws Exception {
        group("a");
        put("a", now.minus(Duration.ofMinutes(110)), "first", "second");
        LogsSource source = source(logs, 1_000);
        Target target = target(prefix + "a");
        Listing before = source.list(target, Optional.empty());

        try (InputStream in = source.open(target, before.objects().getFirst())) {
            assertThat(in.read()).isEqualTo('f');
        }

        assertThat(source.list(target, Optional.empty())).isEqualTo(before);
    }

    /** A process that dies between reading and keeping loses nothing. */
    @Test
    void aPartWhoseFindingsAreNotKeptIsListedAgain() throws Exception {
        group("a");
        put("a", now.minus(Duration.ofMinutes(110)), "first");
        LogsSource source = source(logs, 1_000);
        Target target = target(prefix + "a");
        Listing before = source.list(target, Optional.empty());

        read(source, target, before.objects().getFirst());

        assertThat(source(logs, 1_000).list(target, Optional.empty())).isEqualTo(before);
    }

    @Test
    void whatIsBeyondTheLimitIsLeftToTheNextScan() throws Exception {
        group("a");
        Instant first = now.minus(Duration.ofMinutes(110));
        put("a", first, "0123456789");
        put("a", first.plusSeconds(60), "0123456789");
        LogsSource source = source(logs, 21);
        Target target = target(prefix + "a");

        ListedObject part = source.list(target, Optional.empty()).objects().getFirst();
        assertThatThrownBy(() -> read(source, target, part)).isInstanceOf(ObjectUnreadable.class);
        source.kept(target, part);
        ListedObject rest = source.list(target, Optional.empty()).objects().getFirst();

        assertThat(rest.name().version().orElseThrow()).startsWith(first.toString());
        assertThat(read(source(logs, 22), target, part)).hasSize(22);
    }

    @Test
    void aGroupIsItselfAndAStarMeansAllThatBeginSo() throws Exception {
        group("a");
        group("ab");
        LogsSource source = source(logs, 100);

        assertThat(source.list(target(prefix + "a"), Optional.empty()).objects())
                .extracting(object -> object.name().path())
                .containsExactly(prefix + "a");
        assertThat(source.list(target(prefix + "a*"), Optional.empty()).objects())
                .hasSize(2);
    }

    @Test
    void aGroupThatIsNotThereIsAFailedListing() {
        assertThatThrownBy(() -> source(logs, 100).list(target(prefix + "none"), Optional.empty()))
                .isInstanceOf(ListingFailed.class);
    }

    @Test
    void aDeniedListingIsAFailedOneAndADeniedGroupIsUnreadable() throws Exception {
        group("a");
        Target target = target(prefix + "a");
        ListedObject object =
                source(logs, 100).list(target, Optional.empty()).objects().getFirst();
        try (Answers aws = Answers.denying()) {
            LogsSource denied = source(client(aws.uri()), 100);

            assertThatThrownBy(() -> denied.list(target, Optional.empty()))
                    .isInstanceOfSatisfying(
                            ListingFailed.class, e -> assertThat(e.isPassing()).isFalse());
            assertThatThrownBy(() -> read(denied, target, object)).isInstanceOf(ObjectUnreadable.class);
        }
        assertThat(read).isEmpty();
    }

    private static CloudWatchLogsClient client(URI endpoint) {
        return Moto.client(CloudWatchLogsClient.builder(), endpoint).build();
    }

    @Test
    void whatNobodyConfiguredHasNoPlaceToGoOnFrom() throws Exception {
        group("a");
        LogsSource source = source(logs, 100);
        Target adHoc = Target.adHoc("logs", prefix + "a", Map.of());

        ListedObject object = source.list(adHoc, Optional.empty()).objects().getFirst();
        read(source, adHoc, object);
        source.kept(adHoc, object);

        assertThat(read).isEmpty();
    }

    @Test
    void callsComeAtASteadyRate() {
        AtomicLong time = new AtomicLong(7);
        Pace pace = new Pace(4, time::get, time::addAndGet);

        for (int call = 0; call < 9; call++) {
            pace.await();
        }
        assertThat(time.get() - 7).isEqualTo(2_000_000_000L);

        time.addAndGet(10_000_000_000L);
        long idle = time.get();
        pace.await();
        assertThat(time).hasValue(idle);
    }
}
