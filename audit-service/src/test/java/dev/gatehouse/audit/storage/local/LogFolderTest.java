package dev.gatehouse.audit.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.log.LogStorage;
import dev.gatehouse.audit.log.PayloadStore;
import dev.gatehouse.audit.log.StorageConflict;
import dev.gatehouse.audit.storage.LogStorageContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFolderTest extends LogStorageContract {
    @TempDir
    Path folder;

    private final List<LogStorage> opened = new ArrayList<>();

    @Override
    protected LogStorage open() {
        LogStorage log = LogFolder.take(folder.resolve("log"));
        opened.add(log);
        return log;
    }

    @AfterEach
    void close() {
        opened.forEach(LogStorage::close);
    }

    @Test
    void oneWriterHasIt() {
        LogStorage log = open();

        assertThatThrownBy(this::open).isInstanceOf(StorageConflict.class);

        log.close();
        assertThatThrownBy(log::requireLease).isInstanceOf(StorageConflict.class);
        assertThat(open().payloads().list()).isEmpty();
    }

    @Test
    void aSegmentGrowsAndIsCut() {
        PayloadStore payloads = open().payloads();
        payloads.append(0, 0, bytes("one"));
        payloads.append(0, 3, bytes("two"));

        payloads.truncate(0, 4);

        assertThat(text(payloads.read(0, 0, 100))).isEqualTo("onet");
        assertThat(payloads.list()).containsExactly(new PayloadStore.Segment(0, 4));
    }

    @Test
    void aSegmentIsRemoved() {
        PayloadStore payloads = open().payloads();
        payloads.append(0, 0, bytes("one"));
        payloads.append(5, 0, bytes("two"));

        payloads.truncate(5, 0);

        assertThat(payloads.list()).containsExactly(new PayloadStore.Segment(0, 3));
    }
}
