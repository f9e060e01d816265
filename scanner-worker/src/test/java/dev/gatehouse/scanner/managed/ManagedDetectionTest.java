package dev.gatehouse.scanner.managed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.managed.HandOver;
import dev.gatehouse.scanner.engine.ExplainSink;
import dev.gatehouse.scanner.engine.ScanLimits;
import dev.gatehouse.scanner.engine.Scanner;
import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.finding.FingerprintKey;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.rule.RuleFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ManagedDetectionTest {
    private static final String CANARY = "canary of 24 characters!";
    private static final Scanner RULES =
            Scanner.of(RuleFile.loadShipped().rules(), FingerprintKey.of(new byte[32]), ScanLimits.DEFAULT);

    private final List<Optional<String>> asked = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final ManagedDetection detection = new ManagedDetection(new Detection(RULES, "rules-1"), () -> now);

    private static HandOver handOver(String set, String version, String... values) {
        return FakeConfigService.of(set, "a/b", version, values);
    }

    private void refresh(Fetched answer) throws InterruptedException {
        detection.refresh(unless -> {
            asked.add(unless);
            return answer;
        });
    }

    private void take(HandOver handOver) throws InterruptedException {
        refresh(new Fetched.Taken(handOver));
    }

    private List<Finding> found() throws IOException {
        return found(new ByteArrayInputStream(("x = " + CANARY + "\n").getBytes(UTF_8)), detection.get());
    }

    private static List<Finding> found(InputStream content, Detection detection) throws IOException {
        List<Finding> findings = new ArrayList<>();
        detection.scanner().newScan().scan(ObjectName.of("test", "a.txt"), content, findings::add, ExplainSink.NONE);
        return findings;
    }

    @Test
    void looksForTheRulesUntilValuesCome() throws Exception {
        assertThat(found()).isEmpty();
        assertThat(detection.get().version()).isEqualTo("rules-1");
        assertThat(detection.isSettled()).isFalse();
        assertThat(detection.state().word()).isEqualTo("waiting");

        take(handOver("1-a", "v1", CANARY));

        assertThat(found()).extracting(f -> f.owner().orElseThrow()).containsExactly("a/b@v1");
        assertThat(found()).extracting(Finding::rule).containsExactly("managed-secret");
        assertThat(detection.isSettled()).isTrue();
        assertThat(detection.state()).isEqualTo(new ManagedState(1, 0, Optional.of(now), Optional.empty()));
    }

    @Test
    void keepsWhatItHasWhileNobodyAnswers() throws Exception {
        take(handOver("1-a", "v1", CANARY));
        Instant answered = now;
        now = now.plus(Duration.ofHours(3));

        refresh(new Fetched.Failed("http-503"));

        assertThat(found()).hasSize(1);
        assertThat(detection.state()).isEqualTo(new ManagedState(1, 0, Optional.of(answered), Optional.of("http-503")));
        assertThat(detection.state().word()).isEqualTo("away");
        assertThat(detection.failures()).isEqualTo(1);
        refresh(new Fetched.Same());
        assertThat(detection.state()).isEqualTo(new ManagedState(1, 0, Optional.of(now), Optional.empty()));
        assertThat(asked).containsExactly(Optional.empty(), Optional.of("1-a"), Optional.of("1-a"));
    }

    @Test
    void aFailureThatNobodyThoughtOfIsOne() throws Exception {
        boolean answered = detection.refresh(unless -> {
            throw new IllegalStateException("test");
        });

        assertThat(answered).isFalse();
        assertThat(detection.isSettled()).isTrue();
        assertThat(detection.state().failure()).contains("unexpected");
    }

    @Test
    void theVersionIsThatOfTheValuesAndNotOfTheKey() throws Exception {
        take(handOver("1-a", "v1", CANARY, "a second value"));
        String version = detection.get().version();

        take(handOver("1-other-stages", "v1", CANARY, "a second value"));

        assertThat(detection.get().version())
                .isEqualTo(version)
                .startsWith("rules-1+managed-")
                .doesNotContain("canary");
    }

    @Test
    void theVersionIsAnotherWhenAValueComesOrGoes() throws Exception {
        take(handOver("1-a", "v1", CANARY));
        String one = detection.get().version();
        take(handOver("1-b", "v1", CANARY, "a second value"));
        String two = detection.get().version();
        take(handOver("1-c", "v2", CANARY));
        String rotated = detection.get().version();

        take(handOver("1-d", "v2"));

        assertThat(List.of(one, two, rotated, detection.get().version())).doesNotHaveDuplicates();
        assertThat(detection.get().version()).isEqualTo("rules-1");
        assertThat(found()).isEmpty();
    }

    @Test
    void whatIsBeingScannedIsScannedToItsEndWithWhatItBeganWith() throws Exception {
        take(handOver("1-a", "v1", CANARY));
        Detection began = detection.get();
        InputStream swaps = new InputStream() {
            @Override
            public int read() throws IOException {
                try {
                    take(handOver("1-b", "v2"));
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                return -1;
            }

            @Override
            public int read(byte[] into, int at, int most) throws IOException {
                return read();
            }
        };
        InputStream content =
                new SequenceInputStream(swaps, new ByteArrayInputStream(("x = " + CANARY).getBytes(UTF_8)));

        List<Finding> findings = found(content, began);

        assertThat(findings).hasSize(1);
        assertThat(detection.get().version()).isEqualTo("rules-1");
    }

    @Test
    void countsWhatIsMissing() throws Exception {
        HandOver whole = handOver("1-a", "v1", CANARY);

        take(new HandOver("1-b", whole.key(), whole.values(), List.of("a/c"), List.of("a/d", "a/e")));

        assertThat(detection.state().missing()).isEqualTo(3);
    }
}
