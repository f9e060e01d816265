package dev.gatehouse.audit.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.lifecycle.Hold;
import dev.gatehouse.audit.lifecycle.HoldTerms;
import dev.gatehouse.audit.lifecycle.LifecycleState.Saved;
import dev.gatehouse.audit.lifecycle.LifecycleState.SweepReport;
import dev.gatehouse.audit.lifecycle.LifecycleState.SweepState;
import dev.gatehouse.audit.lifecycle.Retention;
import dev.gatehouse.audit.lifecycle.SourcePattern;
import dev.gatehouse.audit.log.StorageFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LifecycleFileTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:15:30.123Z");

    @TempDir
    private Path folder;

    @Test
    void hasNothingAtFirst() {
        assertThat(file().load()).isEmpty();
    }

    @Test
    void givesBackWhatWasSavedLast() throws IOException {
        Saved state = new Saved(
                1L << 40,
                Map.of(
                        "a",
                        hold("a", Optional.of(NOW), Optional.empty()),
                        "b",
                        hold("b", Optional.empty(), Optional.of(NOW))),
                7,
                8,
                new SweepState(
                        List.of(new Retention.Rule("", 30), new Retention.Rule("a/b", 40)),
                        Map.of("", 5L, "a/b", 6L),
                        Optional.of(new SweepReport(NOW, 3, false))));
        file().save(Saved.NOTHING);

        file().save(state);

        assertThat(file().load()).contains(state);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("state.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void givesBackTheLeast() {
        file().save(Saved.NOTHING);

        assertThat(file().load()).contains(Saved.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"version\":2,\"position\":0,\"holds\":[],\"requested\":0,\"expired\":0,\"sweep\":{\"rules\":{},\"reached\":{}}}",
                "{\"version\":1,\"position\":-1,\"holds\":[],\"requested\":0,\"expired\":0,\"sweep\":{\"rules\":{},\"reached\":{}}}",
                "{\"version\":1,\"position\":0,\"holds\":[{}],\"requested\":0,\"expired\":0,\"sweep\":{\"rules\":{},\"reached\":{}}}",
                "{\"version\":1,\"position\":0,\"holds\":[],\"requested\":0,\"expired\":0,\"sweep\":{\"rules\":{\"/\":1},\"reached\":{}}}",
                "{\"version\":1,\"position\":0,\"holds\":[],\"requested\":0,\"expired\":0}"
            })
    void isNoneWhereItIsNotOfItsForm(String text) throws IOException {
        Files.writeString(folder.resolve("state.json"), text);

        assertThat(file().load()).isEmpty();
    }

    @Test
    void saysThatItCannotBeWritten() {
        LifecycleFile nowhere = new LifecycleFile(folder.resolve("missing").resolve("state.json"));

        assertThatThrownBy(() -> nowhere.save(Saved.NOTHING)).isInstanceOf(StorageFailed.class);
    }

    private LifecycleFile file() {
        return new LifecycleFile(folder.resolve("state.json"));
    }

    private static Hold hold(String name, Optional<Instant> from, Optional<Instant> to) {
        return new Hold(
                new HoldTerms(name, List.of(new SourcePattern("x/**"), new SourcePattern("y")), from, to, "a \"case\""),
                "token:t",
                NOW,
                77);
    }
}
