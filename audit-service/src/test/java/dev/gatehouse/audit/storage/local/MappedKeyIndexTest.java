package dev.gatehouse.audit.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.log.LogEntry.ByteKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedKeyIndexTest {
    @TempDir
    Path folder;

    @Test
    void findsWhatWasPutOverManyGrowths() {
        List<ByteKey> keys = keys(20_000);
        try (MappedKeyIndex index = MappedKeyIndex.open(file())) {
            for (int i = 0; i < keys.size(); i++) {
                index.put(keys.get(i), i);
            }

            for (int i = 0; i < keys.size(); i++) {
                assertThat(index.find(keys.get(i))).hasValue(i);
            }
            assertThat(index.find(new ByteKey(1, 2))).isEmpty();
        }
    }

    @Test
    void knowsAfterARestartWhatWasPutAndUpToWhere() {
        List<ByteKey> keys = keys(5_000);
        put(keys, 3_000);

        try (MappedKeyIndex index = MappedKeyIndex.open(file())) {
            assertThat(index.complete()).isEqualTo(3_000);
            assertThat(index.find(keys.get(4_999))).hasValue(4_999);
        }
    }

    @Test
    void goesOnGrowingAfterACrashThatForgotHowFullItIs() throws IOException {
        List<ByteKey> keys = keys(2_000);
        MappedKeyIndex crashed = MappedKeyIndex.open(file());
        for (int i = 0; i < keys.size(); i++) {
            crashed.put(keys.get(i), i);
        }
        Path copy = folder.resolve("copy");
        Files.copy(file(), copy);
        crashed.close();

        try (MappedKeyIndex index = MappedKeyIndex.open(copy)) {
            List<ByteKey> more = keys(20_000);
            for (int i = 0; i < more.size(); i++) {
                index.put(more.get(i), i);
            }
            assertThat(index.find(more.get(19_999))).hasValue(19_999);
            assertThat(index.find(keys.getFirst())).hasValue(0);
        }
    }

    @Test
    void forgetsWhatItIsToldToForget() {
        List<ByteKey> keys = keys(100);
        put(keys, 100);

        try (MappedKeyIndex index = MappedKeyIndex.open(file())) {
            index.clear();
            assertThat(index.complete()).isZero();
            assertThat(index.find(keys.getFirst())).isEmpty();
        }
    }

    @Test
    void beginsAnewWhereTheFileIsSomethingElse() throws IOException {
        Files.writeString(file(), "something else");

        try (MappedKeyIndex index = MappedKeyIndex.open(file())) {
            assertThat(index.complete()).isZero();
            assertThat(index.find(new ByteKey(1, 2))).isEmpty();
        }
    }

    private void put(List<ByteKey> keys, long complete) {
        try (MappedKeyIndex index = MappedKeyIndex.open(file())) {
            for (int i = 0; i < keys.size(); i++) {
                index.put(keys.get(i), i);
            }
            index.flush(complete);
        }
    }

    private Path file() {
        return folder.resolve("keys");
    }

    private static List<ByteKey> keys(int count) {
        SplittableRandom random = new SplittableRandom(42);
        List<ByteKey> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(new ByteKey(random.nextLong(), random.nextLong()));
        }
        return keys;
    }
}
