package dev.gatehouse.audit.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {
    private static final String LINE = "\u2014 example.com/foo "
            + "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    private static SignedNote parse(String note) {
        return SignedNote.parse(note.getBytes(UTF_8));
    }

    /** The example of C2SP signed-note. */
    @Test
    void verifiesTheSpecificationsExample() {
        VerifierKey key = VerifierKey.parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
        SignedNote note = parse("This is an example message.\n\n" + LINE);

        NoteVerdict verdict = NoteVerifier.open(note, List.of(key));

        assertThat(verdict).isEqualTo(new NoteVerdict.Verified(List.of(key)));
    }

    @Test
    void splitsAtTheLastBlankLine() {
        SignedNote note = parse("a\n\n\u2014 not a signature\n\n" + LINE);

        assertThat(note.text()).isEqualTo("a\n\n\u2014 not a signature\n");
        assertThat(note.signatures()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, SignedNote.MAX_SIGNATURES})
    void takesSignatures(int count) {
        SignedNote note = parse("a\n\n" + LINE.repeat(count));

        assertThat(note.signatures()).hasSize(count);
    }

    @Test
    void refusesMoreSignatures() {
        String note = "a\n\n" + LINE.repeat(SignedNote.MAX_SIGNATURES + 1);

        assertThatThrownBy(() -> parse(note))
                .isInstanceOf(InvalidFormat.class)
                .hasMessage("signed note: more than 64 signatures");
    }

    @Test
    void takesANoteOfTheLargestSize() {
        String note = "a".repeat(SignedNote.MAX_BYTES - LINE.getBytes(UTF_8).length - 2) + "\n\n" + LINE;

        assertThat(parse(note).bytes()).hasSize(SignedNote.MAX_BYTES);
    }

    @Test
    void refusesALargerNote() {
        byte[] note = new byte[SignedNote.MAX_BYTES + 1];

        assertThatThrownBy(() -> SignedNote.parse(note))
                .isInstanceOf(InvalidFormat.class)
                .hasMessage("signed note: 1048577 bytes, more than 1048576");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\n\n",
                "a\n",
                "a\n\n",
                "a\n\n\n",
                "a\n\u2014 example.com/foo Uw2QOkn8srU=\n",
                "a\n\n\u2014 example.com/foo Uw2QOkn8srU=",
                "a\n\n\u2014 example.com/foo Uw2QOkn8srU=\n\n",
                "a\n\n\u2014 example.com/foo Uw2QOkn8srU=\nb\n",
                "a\n\n- example.com/foo Uw2QOkn8srU=\n",
                "a\n\n\u2014example.com/foo Uw2QOkn8srU=\n",
                "a\n\n\u2014  Uw2QOkn8srU=\n",
                "a\n\n\u2014 Uw2QOkn8srU=\n",
                "a\n\n\u2014 example.com/foo  Uw2QOkn8srU=\n",
                "a\n\n\u2014 example.com/foo Uw2QOkn8srU= \n",
                "a\n\n\u2014 example.com/foo Uw2QOkn8srU\n",
                "a\n\n\u2014 example.com/foo Uw2QOkn8srV=\n",
                "a\n\n\u2014 example.com/foo Uw2QOg==\n",
                "a\n\n\u2014 example.com/foo Uw==\n",
                "a\n\n\u2014 example.com/foo \n",
                "a\n\n\u2014 example+foo Uw2QOkn8srU=\n",
                "a\n\n\u2014 exam\u00a0ple Uw2QOkn8srU=\n",
                "a\n\n\u2014 exam\u0085ple Uw2QOkn8srU=\n",
                "a\n\n\u2014 exam\u3000ple Uw2QOkn8srU=\n",
                "a\tb\n\n\u2014 example.com/foo Uw2QOkn8srU=\n",
                "a\r\n\n\u2014 example.com/foo Uw2QOkn8srU=\n",
                "a\n\n\u2014 example.com/foo Uw2QOkn8srU=\r\n",
                "a\u0000\n\n\u2014 example.com/foo Uw2QOkn8srU=\n"
            })
    void refusesWhatIsNotANote(String note) {
        assertThatThrownBy(() -> parse(note)).isInstanceOf(InvalidFormat.class);
    }

    @Test
    void refusesWhatIsNotUtf8() {
        byte[] note = ("a?\n\n" + LINE).getBytes(UTF_8);
        note[1] = (byte) 0xff;

        assertThatThrownBy(() -> SignedNote.parse(note))
                .isInstanceOf(InvalidFormat.class)
                .hasMessage("signed note: it is not UTF-8");
    }

    @Test
    void refusesRandomBytesWithAWord() {
        Random random = new Random(7);

        for (int round = 0; round < 2000; round++) {
            byte[] garbage = new byte[random.nextInt(200)];
            random.nextBytes(garbage);
            assertThatThrownBy(() -> SignedNote.parse(garbage)).isInstanceOf(InvalidFormat.class);
        }
    }

    @Test
    void takesNoSignatureTwice() {
        SignedNote note = parse("a\n\n" + LINE);

        SignedNote same = note.with(note.signatures());

        assertThat(same).isEqualTo(note);
    }

    @Test
    void refusesToSignATextWithoutANewline() {
        Ed25519Signer signer = signer(1, "a");

        assertThatThrownBy(() -> SignedNote.sign("a", signer)).isInstanceOf(InvalidFormat.class);
        assertThatThrownBy(() -> SignedNote.sign("a\n")).isInstanceOf(InvalidFormat.class);
    }

    static Ed25519Signer signer(int seed, String name) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) seed;
        return Ed25519Signer.ofSeed(name, bytes);
    }

    @Test
    void passesOverSignaturesOfUnknownKeys() {
        Ed25519Signer known = signer(1, "known");
        SignedNote note = SignedNote.sign("text\n", signer(2, "other"), known, signer(3, "known"));

        NoteVerdict verdict = NoteVerifier.open(note, List.of(known.verifierKey()));

        assertThat(verdict).isEqualTo(new NoteVerdict.Verified(List.of(known.verifierKey())));
    }

    @Test
    void rejectsANoteThatOnlyUnknownKeysSigned() {
        SignedNote note = SignedNote.sign("text\n", signer(2, "known"));

        NoteVerdict verdict = NoteVerifier.open(note, List.of(signer(1, "known").verifierKey()));

        assertThat(verdict).isEqualTo(new NoteVerdict.Rejected(NoteVerdict.Reason.NO_KNOWN_KEY));
    }

    @Test
    void rejectsANoteWhereOneOfTwoKnownKeysIsWrong() {
        Ed25519Signer first = signer(1, "first");
        Ed25519Signer second = signer(2, "second");
        NoteSignature ofAnotherText =
                SignedNote.sign("other\n", second).signatures().getFirst();
        SignedNote note = SignedNote.sign("text\n", first).with(List.of(ofAnotherText));

        NoteVerdict verdict = NoteVerifier.open(note, List.of(first.verifierKey(), second.verifierKey()));

        assertThat(verdict).isEqualTo(new NoteVerdict.Rejected(NoteVerdict.Reason.WRONG_SIGNATURE));
    }

    @Test
    void rejectsEachFlippedBitOfASignature() {
        Ed25519Signer signer = signer(1, "known");
        NoteSignature right = SignedNote.sign("text\n", signer).signatures().getFirst();

        List<NoteVerdict> verdicts = IntStream.range(0, 64 * 8)
                .mapToObj(bit -> {
                    byte[] bytes = right.bytes();
                    bytes[bit / 8] ^= (byte) (1 << (bit % 8));
                    NoteSignature wrong = new NoteSignature(right.name(), right.keyId(), bytes);
                    return NoteVerifier.open(new SignedNote("text\n", List.of(wrong)), List.of(signer.verifierKey()));
                })
                .toList();

        assertThat(verdicts).containsOnly(new NoteVerdict.Rejected(NoteVerdict.Reason.WRONG_SIGNATURE));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 65, 128})
    void rejectsASignatureOfAnotherLength(int bytes) {
        VerifierKey key = signer(1, "known").verifierKey();
        SignedNote note = new SignedNote("text\n", List.of(key.signature(new byte[bytes])));

        NoteVerdict verdict = NoteVerifier.open(note, List.of(key));

        assertThat(verdict).isEqualTo(new NoteVerdict.Rejected(NoteVerdict.Reason.WRONG_SIGNATURE));
    }

    @Test
    void countsAKeyOnceThatSignedTwice() {
        Ed25519Signer signer = signer(1, "known");
        SignedNote note = SignedNote.sign("text\n", signer, signer);

        NoteVerdict verdict = NoteVerifier.open(note, Collections.nCopies(2, signer.verifierKey()));

        assertThat(verdict).isEqualTo(new NoteVerdict.Verified(List.of(signer.verifierKey())));
    }
}
