package dev.gatehouse.audit.storage.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.ingest.DeadLetter;
import dev.gatehouse.audit.ingest.DeadLettersUnavailable;
import dev.gatehouse.audit.ingest.KeptLetter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

class S3DeadLettersTest {
    private static final S3Client S3 = Clients.moto();

    private final S3Place place = Clients.place(S3);

    private S3DeadLetters letters(int max) {
        return new S3DeadLetters(S3, place, max, 10);
    }

    private static DeadLetter letter(int second, String raw) {
        return new DeadLetter(
                Clients.NOW.plusSeconds(second),
                "s3://bucket/key",
                OptionalInt.of(3),
                "not-json",
                "it is no JSON",
                ByteSlice.of(raw));
    }

    @Test
    void aLetterIsReadAsItCame() {
        S3DeadLetters letters = letters(10);

        letters.add(List.of(letter(0, "0123456789")));

        KeptLetter kept = letters.list(Optional.empty(), 10).getFirst();
        assertThat(letters.read(kept.id())).contains(letter(0, "0123456789"));
        assertThat(kept.size()).isEqualTo(10);
        assertThat(kept.position()).hasValue(3);
        assertThat(letters.find(kept.id())).contains(kept);
    }

    @Test
    void ofALongOneTheBeginningIsKept() {
        S3DeadLetters letters = letters(10);

        letters.add(List.of(letter(0, "0123456789x")));

        KeptLetter kept = letters.list(Optional.empty(), 10).getFirst();
        assertThat(letters.read(kept.id()).orElseThrow().raw().text()).isEqualTo("0123456789");
        assertThat(kept.size()).isEqualTo(11);
        assertThat(kept.kept()).isEqualTo(10);
    }

    @Test
    void theyAreListedAsTheyCameAPageAtATime() {
        S3DeadLetters letters = letters(10);
        letters.add(List.of(letter(2, "c"), letter(0, "a")));
        letters.add(List.of(letter(1, "b")));

        List<KeptLetter> first = letters.list(Optional.empty(), 2);
        List<KeptLetter> second = letters.list(Optional.of(first.getLast().id()), 2);

        assertThat(first).extracting(KeptLetter::received).containsExactly(Clients.NOW, Clients.NOW.plusSeconds(1));
        assertThat(second).extracting(KeptLetter::received).containsExactly(Clients.NOW.plusSeconds(2));
        assertThat(letters.list(Optional.of(second.getLast().id()), 2)).isEmpty();
        assertThat(letters.list(Optional.of("0".repeat(32)), 2)).isEmpty();
    }

    @Test
    void theSameLetterAtAnotherTimeIsTheFirst() {
        S3DeadLetters letters = letters(10);
        letters.add(List.of(letter(0, "a")));

        letters.add(List.of(letter(5, "a")));
        letters(10).add(List.of(letter(9, "a")));

        assertThat(letters.list(Optional.empty(), 10))
                .extracting(KeptLetter::received)
                .containsExactly(Clients.NOW);
    }

    @Test
    void aLetterThatACrashLeftWithoutItsPlaceGetsItWhenItComesAgain() {
        S3DeadLetters letters = letters(10);
        letters.add(List.of(letter(0, "a")));
        S3.listObjectsV2(request -> request.bucket(place.bucket()).prefix("audit/dead-letters/order/"))
                .contents()
                .forEach(object -> S3.deleteObject(
                        request -> request.bucket(place.bucket()).key(object.key())));

        letters.add(List.of(letter(7, "a")));

        assertThat(letters.list(Optional.empty(), 10))
                .extracting(KeptLetter::received)
                .containsExactly(Clients.NOW);
    }

    @Test
    void aDeletedOneIsGone() {
        S3DeadLetters letters = letters(10);
        letters.add(List.of(letter(0, "a"), letter(1, "b")));
        String id = letters.list(Optional.empty(), 1).getFirst().id();

        assertThat(letters.delete(id)).isTrue();

        assertThat(letters.delete(id)).isFalse();
        assertThat(letters.read(id)).isEmpty();
        assertThat(letters.list(Optional.empty(), 10)).hasSize(1);
    }

    @Test
    void aFullStoreRefusesMoreAndTakesWhatItHas() {
        letters(2).add(List.of(letter(0, "a")));
        S3DeadLetters letters = letters(2);
        letters.add(List.of(letter(1, "b")));

        assertThatThrownBy(() -> letters.add(List.of(letter(2, "c"))))
                .isInstanceOf(DeadLettersUnavailable.class)
                .hasMessageContaining("no room");

        letters.add(List.of(letter(3, "a")));
        letters.delete(letters.list(Optional.empty(), 1).getFirst().id());
        letters.add(List.of(letter(2, "c")));
        assertThat(letters.list(Optional.empty(), 10)).hasSize(2);
    }

    @Test
    void whatIsNoIdIsNoLetter() {
        S3DeadLetters letters = letters(2);

        assertThat(letters.read("../order/1")).isEmpty();
        assertThat(letters.find("0".repeat(32))).isEmpty();
        assertThat(letters.delete("")).isFalse();
    }

    @Test
    void aMissingBucketIsSaid() {
        assertThatThrownBy(
                        () -> new S3DeadLetters(S3, new S3Place("no-such-bucket-here", "", Optional.empty()), 10, 10))
                .isInstanceOf(DeadLettersUnavailable.class)
                .hasMessageContaining("NoSuchBucket");
    }
}
