package dev.gatehouse.audit.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.detect.DetectionState.Saved;
import dev.gatehouse.audit.detect.RuleFile;
import dev.gatehouse.audit.detect.sigma.InvalidRule;
import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.log.MalformedLog;
import dev.gatehouse.audit.log.StorageFailed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectionFilesTest {
    @TempDir
    private Path folder;

    private DetectionStateFile state() {
        return new DetectionStateFile(folder.resolve("detect"), "state");
    }

    private DeliveryStateFile place() {
        return new DeliveryStateFile(folder.resolve("detect"), "sink-test");
    }

    @Test
    void hasNothingAtFirst() {
        assertThat(state().load()).isEmpty();
        assertThat(place().load()).isEmpty();
    }

    @Test
    void givesBackWhatWasSavedLast() {
        byte[] memory = "..{\"a\":\n1}..".getBytes(StandardCharsets.US_ASCII);
        state().save(new Saved(1, ByteSlice.of("older and longer than what follows")));
        state().save(new Saved(42, new ByteSlice(memory, 2, memory.length - 4)));
        place().save(41);
        place().save(7);

        assertThat(state().load()).contains(new Saved(42, ByteSlice.of("{\"a\":\n1}")));
        assertThat(place().load()).hasValue(7);
    }

    @Test
    void isForItsOwnerOnly() throws IOException {
        state().save(new Saved(1, ByteSlice.of("{}")));

        Path file = folder.resolve("detect").resolve("state");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void refusesEachPartOfWhatWasSaved() throws IOException {
        state().save(new Saved(42, ByteSlice.of("{\"a\":1}")));
        Path file = folder.resolve("detect").resolve("state");
        byte[] whole = Files.readAllBytes(file);

        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> state().load()).isInstanceOf(MalformedLog.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"24,x", "-1,x"})
    void refusesAChangedByte(int at, char now) throws IOException {
        state().save(new Saved(42, ByteSlice.of("{\"a\":1}")));
        Path file = folder.resolve("detect").resolve("state");
        byte[] whole = Files.readAllBytes(file);
        whole[at < 0 ? whole.length + at : at] = (byte) now;
        Files.write(file, whole);

        assertThatThrownBy(() -> state().load()).isInstanceOf(MalformedLog.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gatehouse-sink 1 7",
                "gatehouse-sink 2 7\n",
                "gatehouse-sink 1 -7\n",
                "gatehouse-sink 1 07\n"
            })
    void refusesAPlaceThatItDidNotWrite(String text) throws IOException {
        Files.createDirectories(folder.resolve("detect"));
        Files.writeString(folder.resolve("detect").resolve("sink-test"), text);

        assertThatThrownBy(() -> place().load()).isInstanceOf(MalformedLog.class);
    }

    @Test
    void readsTheRulesOfAFolder() throws IOException {
        Files.writeString(folder.resolve("b.yaml"), "b");
        Files.writeString(folder.resolve("a.yml"), "a");
        Files.writeString(folder.resolve(".hidden.yaml"), "h");
        Files.writeString(folder.resolve("README.md"), "r");

        assertThat(RuleFolder.read(folder))
                .containsExactly(
                        new RuleFile("a.yml", RuleFile.Origin.FOLDER, ByteSlice.of("a")),
                        new RuleFile("b.yaml", RuleFile.Origin.FOLDER, ByteSlice.of("b")));
    }

    @Test
    void readsOneByteMoreThanARuleMayHave() throws IOException {
        Files.write(folder.resolve("a.yaml"), new byte[1 << 20]);

        assertThat(RuleFolder.read(folder).getFirst().yaml().length()).isEqualTo(65_537);
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        assertThatThrownBy(() -> RuleFolder.read(folder.resolve("none"))).isInstanceOf(StorageFailed.class);
    }

    @ParameterizedTest
    @CsvSource({"1000,true", "1001,false"})
    void takesAsManyRulesAsAFolderMayHave(int count, boolean taken) throws IOException {
        for (int i = 0; i < count; i++) {
            Files.createFile(folder.resolve(i + ".yaml"));
        }

        if (taken) {
            assertThat(RuleFolder.read(folder)).hasSize(count);
        } else {
            assertThatThrownBy(() -> RuleFolder.read(folder)).isInstanceOf(InvalidRule.class);
        }
    }
}
