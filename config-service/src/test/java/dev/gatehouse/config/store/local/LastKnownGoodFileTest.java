package dev.gatehouse.config.store.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.config.parameter.ParameterKind;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.config.secret.Secret;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretValue;
import dev.gatehouse.config.secret.Stage;
import dev.gatehouse.config.secret.VersionId;
import dev.gatehouse.config.snapshot.LastKnownGood.Contents;
import dev.gatehouse.config.snapshot.LastKnownGood.Kept;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastKnownGoodFileTest {
    private static final String PARAMETER_CANARY = "canary-parameter-3391";
    private static final String SECRET_CANARY = "canary-secret-8812";
    private static final Instant THEN = Instant.parse("2026-03-01T12:00:00.123456789Z");

    @TempDir
    private Path folder;

    private Path path;
    private Keyring keyring;
    private LastKnownGoodFile file;

    @BeforeEach
    void open() {
        path = folder.resolve("last-known-good");
        keyring = Keyring.loadOrCreate(folder.resolve("keys.json"));
        file = new LastKnownGoodFile(path, keyring);
    }

    private static Contents contents(String secret) {
        ParameterPath root = new ParameterPath("/demo/dev/global");
        Parameter plain =
                new Parameter(root.resolve("size"), ParameterValue.plain("3 é\n"), 7, THEN, List.of("stable"));
        Parameter list = new Parameter(
                root.resolve("hosts"),
                new ParameterValue(ParameterKind.STRING_LIST, DataClass.SAFETY, "a,b"),
                1,
                THEN.plusNanos(1),
                List.of());
        Parameter secure =
                new Parameter(root.resolve("password"), ParameterValue.secure(PARAMETER_CANARY), 2, THEN, List.of());
        return new Contents(
                Map.of(
                        root,
                        new Kept<>(List.of(list, secure, plain), THEN.plusSeconds(1)),
                        new ParameterPath("/demo/dev/system"),
                        new Kept<>(List.of(), THEN)),
                List.of(new Kept<>(
                        new Parameter(
                                new ParameterPath("/demo/_gatehouse/tokens/abc"),
                                ParameterValue.secure(PARAMETER_CANARY),
                                3,
                                THEN,
                                List.of()),
                        THEN.plusSeconds(3))),
                List.of(new Kept<>(
                        new Secret(
                                new SecretName("demo/dev/openai"),
                                new VersionId("0123456789abcdef0123456789abcdef"),
                                Set.of(Stage.CURRENT, Stage.PENDING),
                                THEN,
                                SecretValue.of(secret)),
                        THEN.plusSeconds(2))));
    }

    private void assertHolds(Contents loaded, String secret) {
        Contents expected = contents(secret);
        assertThat(loaded.subtrees()).isEqualTo(expected.subtrees());
        assertThat(loaded.parameters()).isEqualTo(expected.parameters());
        assertThat(loaded.secrets()).hasSize(1);
        Kept<Secret> kept = loaded.secrets().getFirst();
        assertThat(kept.validatedAt()).isEqualTo(THEN.plusSeconds(2));
        assertThat(kept.value())
                .usingRecursiveComparison()
                .ignoringFields("value")
                .isEqualTo(expected.secrets().getFirst().value());
        assertThat(kept.value().value().revealText()).contains(secret);
    }

    @Test
    void givesBackWhatItWasGiven() {
        file.save(contents(SECRET_CANARY));

        Contents loaded = new LastKnownGoodFile(path, Keyring.loadOrCreate(folder.resolve("keys.json"))).load();

        assertHolds(loaded, SECRET_CANARY);
        assertThat(file.unreadable()).isZero();
    }

    @Test
    void givesBackASecretThatIsNoText() {
        byte[] bytes = {0, (byte) 0xff, 10};
        Kept<Secret> text = contents("x").secrets().getFirst();
        Secret binary = new Secret(text.value().name(), text.value().version(), Set.of(), THEN, SecretValue.of(bytes));
        file.save(new Contents(Map.of(), List.of(), List.of(new Kept<>(binary, THEN))));

        Contents loaded = file.load();

        assertThat(loaded.secrets().getFirst().value().value().reveal()).isEqualTo(bytes);
    }

    @Test
    void hasNothingWhereThereIsNoFile() {
        assertThat(file.load()).isEqualTo(Contents.NONE);
        assertThat(file.unreadable()).isZero();
    }

    @Test
    void canBeOpenedByItsOwnerOnly() throws IOException {
        file.save(contents(SECRET_CANARY));
        file.save(contents("another"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void holdsNoValueInTheClear() throws IOException {
        file.save(contents(SECRET_CANARY));

        String bytes = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);

        assertThat(bytes).doesNotContain(SECRET_CANARY, PARAMETER_CANARY, "canary", "openai", "/demo/");
        assertThat(bytes)
                .doesNotContain(java.util.Base64.getEncoder()
                        .encodeToString(SECRET_CANARY.getBytes(StandardCharsets.UTF_8))
                        .substring(0, 16));
    }

    @Test
    void isNotReadThroughALink() throws IOException {
        file.save(contents(SECRET_CANARY));
        Path elsewhere = Files.move(path, folder.resolve("elsewhere"));
        Files.createSymbolicLink(path, elsewhere);

        Contents loaded = file.load();

        assertThat(loaded).isEqualTo(Contents.NONE);
        assertThat(file.unreadable()).isEqualTo(1);
    }

    @Test
    void isNotWrittenThroughALink() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "untouched");
        Files.createSymbolicLink(path, target);
        Files.createSymbolicLink(folder.resolve("last-known-good.tmp"), target);

        file.save(contents(SECRET_CANARY));

        assertThat(target).hasContent("untouched");
        assertThat(Files.isSymbolicLink(path)).isFalse();
        assertHolds(file.load(), SECRET_CANARY);
    }

    @Test
    void isNotUsedWhereASingleByteWasChanged() throws IOException {
        file.save(contents(SECRET_CANARY));
        byte[] good = Files.readAllBytes(path);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        for (int round = 0; round < 50; round++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(path, bad);

            assertThat(file.load()).isEqualTo(Contents.NONE);
        }
        assertThat(file.unreadable()).isEqualTo(50);
    }

    @Test
    void isNotUsedWhereItWasCutOff() throws IOException {
        file.save(contents(SECRET_CANARY));
        byte[] good = Files.readAllBytes(path);
        int[] lengths = {0, 1, 4, 5, 32, 33, good.length / 2, good.length - 1};
        for (int length : lengths) {
            Files.write(path, java.util.Arrays.copyOf(good, length));

            assertThat(file.load()).as("%d bytes", length).isEqualTo(Contents.NONE);
        }
        assertThat(file.unreadable()).isEqualTo(lengths.length);
    }

    @Test
    void isNotUsedWhereItIsGarbage() throws IOException {
        Files.writeString(path, "{\"format\":1,\"subtrees\":[],\"secrets\":[]}");

        assertThat(file.load()).isEqualTo(Contents.NONE);
        assertThat(file.unreadable()).isEqualTo(1);
    }

    @Test
    void isNotUsedWhereItWasSealedForSomethingElse() throws IOException {
        byte[] plain = LastKnownGoodCodec.write(contents(SECRET_CANARY));
        Files.write(path, keyring.seal(DataClass.SECRET, plain, "other".getBytes(StandardCharsets.UTF_8)));

        assertThat(file.load()).isEqualTo(Contents.NONE);
        assertThat(file.unreadable()).isEqualTo(1);
    }

    @Test
    void isNotUsedWhereAnotherKeySealedIt() {
        new LastKnownGoodFile(path, Keyring.loadOrCreate(folder.resolve("other-keys.json"))).save(contents("x"));

        assertThat(file.load()).isEqualTo(Contents.NONE);
        assertThat(file.unreadable()).isEqualTo(1);
    }

    @Test
    void isNotUsedWhereWhatWasSealedIsNoneOfIts() throws IOException {
        byte[] associated = "gatehouse last-known-good 1".getBytes(StandardCharsets.UTF_8);
        List<String> texts = List.of(
                "",
                "null",
                "[]",
                "{\"format\":2}",
                "{\"format\":1,\"subtrees\":[{\"root\":\"/a/../b\",\"validatedAt\":\"2026-03-01T12:00:00Z\"}]}",
                "{\"format\":1,\"subtrees\":[{\"root\":\"/a/b\",\"validatedAt\":\"yesterday\"}]}",
                "{\"format\":1,\"secrets\":[{\"name\":\"a/b/c\",\"version\":\"0123456789abcdef0123456789abcdef\","
                        + "\"createdAt\":\"2026-03-01T12:00:00Z\",\"validatedAt\":\"2026-03-01T12:00:00Z\"}]}");
        for (String text : texts) {
            byte[] plain = text.getBytes(StandardCharsets.UTF_8);
            Files.write(path, keyring.seal(DataClass.SECRET, plain, associated));

            assertThat(file.load()).as(text).isEqualTo(Contents.NONE);
        }
        assertThat(file.unreadable()).isEqualTo(texts.size());
    }

    @Test
    void isNotReadWhereItIsLargerThanTheLimit() throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(path.toFile(), "rw")) {
            sparse.setLength(LastKnownGoodFile.MAX_BYTES + 1);
        }

        assertThat(file.load()).isEqualTo(Contents.NONE);
        assertThat(file.unreadable()).isEqualTo(1);
    }

    @Test
    void isReadUpToTheLimitAndNotReplacedByMore() throws IOException {
        file.save(contents(SECRET_CANARY));
        long size = Files.size(path);
        LastKnownGoodFile atLimit = new LastKnownGoodFile(path, keyring, size);
        assertHolds(atLimit.load(), SECRET_CANARY);

        atLimit.save(contents(SECRET_CANARY + "xyz"));

        assertHolds(atLimit.load(), SECRET_CANARY);
        assertThat(new LastKnownGoodFile(path, keyring, size - 1).load()).isEqualTo(Contents.NONE);
    }

    @Test
    void keepsWhatThereWasWhenSavingFails() throws IOException {
        file.save(contents(SECRET_CANARY));
        Path inTheWay = Files.createDirectory(folder.resolve("last-known-good.tmp"));
        Files.createFile(inTheWay.resolve("file"));

        file.save(contents("another"));

        assertHolds(file.load(), SECRET_CANARY);
    }

    @Test
    void savesAgainOnceItCan() throws IOException {
        Path inTheWay = Files.createDirectory(folder.resolve("last-known-good.tmp"));
        Path blocker = Files.createFile(inTheWay.resolve("file"));
        file.save(contents(SECRET_CANARY));
        assertThat(path).doesNotExist();
        Files.delete(blocker);

        file.save(contents("another"));

        assertHolds(file.load(), "another");
    }
}
