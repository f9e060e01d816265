package dev.gatehouse.audit.storage.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.log.StorageFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessedFileTest {
    @Test
    void hasNothingAtFirst(@TempDir Path folder) {
        assertThat(new WitnessedFile(folder.resolve("witnessed")).read()).isEmpty();
    }

    @Test
    void keepsTheLastNoteForItsOwner(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("witnessed");
        WitnessedFile file = new WitnessedFile(path);
        file.write("first".getBytes(UTF_8));

        file.write("second".getBytes(UTF_8));

        assertThat(new WitnessedFile(path).read().orElseThrow()).asString(UTF_8).isEqualTo("second");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void saysThatItCannotBeWrittenOrRead(@TempDir Path folder) throws IOException {
        WitnessedFile missing = new WitnessedFile(folder.resolve("no").resolve("witnessed"));
        WitnessedFile aFolder = new WitnessedFile(Files.createDirectory(folder.resolve("folder")));

        assertThatThrownBy(() -> missing.write(new byte[1])).isInstanceOf(StorageFailed.class);
        assertThatThrownBy(aFolder::read).isInstanceOf(StorageFailed.class);
    }
}
