package dev.gatehouse.audit.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.event.Origin;
import dev.gatehouse.audit.ingest.file.ObjectKind.CloudTrailDigest;
import dev.gatehouse.audit.ingest.file.SplitResult.Rejected;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedAccountsTest {
    private static final String OURS = "111122223333";
    private static final InflatedFile FILE = new InflatedFile("f", ByteSlice.of("x"), "00");

    private final AllowedAccounts accounts = new AllowedAccounts(Set.of(OURS));

    @Test
    void rejectsRecordsOfOtherAccountsAndTakesTheRest() {
        SplitResult split = accounts.guard(of(
                        "cloudtrail/" + OURS, "cloudtrail/999999999999", "vpc-flow/999999999999", "s3-access/bucket"))
                .split(FILE);

        assertThat(split.events())
                .extracting(event -> event.key().source())
                .containsExactly("cloudtrail/" + OURS, "s3-access/bucket");
        assertThat(split.rejected())
                .extracting(Rejected::position, Rejected::reason)
                .containsExactly(tuple(1, "account-not-allowed"), tuple(2, "account-not-allowed"));
    }

    @Test
    void takesAllWhereNoneIsNamed() {
        assertThat(AllowedAccounts.ALL
                        .guard(of("cloudtrail/999999999999"))
                        .split(FILE)
                        .events())
                .hasSize(1);
    }

    @Test
    void refusesDigestsOfOtherAccounts() {
        TrailDigests all = (object, kind, file) -> new TrailDigests.Reading.Read(List.of(), List.of());

        assertThat(accounts.guard(all).read(object(), digest(OURS), FILE))
                .isInstanceOf(TrailDigests.Reading.Read.class);
        assertThat(accounts.guard(all).read(object(), digest("999999999999"), FILE))
                .isInstanceOf(TrailDigests.Reading.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345678901", "1234567890123", "11112222333x"})
    void refusesWhatIsNoAccount(String text) {
        assertThatThrownBy(() -> new AllowedAccounts(Set.of(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an account is twelve digits");
    }

    private static RecordSplitter of(String... sources) {
        List<Event> events = IntStream.range(0, sources.length)
                .mapToObj(i -> new Event(
                        new EventKey(sources[i], "u" + i),
                        Instant.EPOCH,
                        EventFormat.CLOUDTRAIL,
                        DigestVerdict.UNCHECKED,
                        Optional.of(new Origin("f", "00", i)),
                        ByteSlice.of("x")))
                .toList();
        return file -> new SplitResult(events, List.of());
    }

    private static StoredObject object() {
        return new StoredObject(ObjectLocation.ofFile("f"), ByteSlice.of("x"), Map.of());
    }

    private static CloudTrailDigest digest(String account) {
        return new CloudTrailDigest(account, "eu-west-1", "t", "eu-west-1", Instant.EPOCH, false, Optional.empty());
    }
}
