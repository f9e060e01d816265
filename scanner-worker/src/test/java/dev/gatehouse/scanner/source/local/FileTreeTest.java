package dev.gatehouse.scanner.source.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.CoverageEntry;
import dev.gatehouse.scanner.finding.Gap;
import dev.gatehouse.scanner.source.Content;
import dev.gatehouse.scanner.source.ObjectReceiver;
import dev.gatehouse.scanner.source.ObjectSource.Work;
import dev.gatehouse.scanner.source.SourceObject;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {
    @TempDir
    private Path root;

    @TempDir
    private Path outside;

    /** What a source gave. */
    private static final class Received implements ObjectReceiver {
        private final List<SourceObject> objects = new ArrayList<>();
        private final Map<String, Coverage> covered = new HashMap<>();

        /** Why something was not scanned. */
        String reason(String path) {
            return String.valueOf(covered.get(path));
        }

        @Override
        public void object(SourceObject object) {
            objects.add(object);
        }

        @Override
        public void covered(CoverageEntry entry) {
            covered.put(Path.of(entry.object().path()).getFileName().toString(), entry.coverage());
        }

        List<String> names() {
            return objects.stream()
                    .map(object -> Path.of(object.name().path()).getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static Received give(Path path) throws InterruptedException {
        Received received = new Received();
        new FileTree(path).give(received);
        return received;
    }

    @Test
    void filesOfAllFoldersHiddenOnesToo() throws Exception {
        Files.createDirectories(root.resolve("a/b/.c"));
        Files.writeString(root.resolve("a/b/.c/.env"), "x");
        Files.writeString(root.resolve("top"), "xyz");
        Files.writeString(root.resolve(".gitignore"), "top\n");

        Received received = give(root);

        assertThat(received.names()).containsExactly(".env", ".gitignore", "top");
        assertThat(new FileTree(root).measure()).isEqualTo(new Work(3, 8));
    }

    @Test
    void linksAreNotFollowedAndSaid() throws Exception {
        Files.writeString(outside.resolve("secret"), "x");
        Files.writeString(root.resolve("file"), "x");
        Files.createSymbolicLink(root.resolve("out"), outside);
        Files.createSymbolicLink(root.resolve("in"), root.resolve("file"));
        Files.createSymbolicLink(root.resolve("loop"), root);
        Files.createSymbolicLink(root.resolve("self"), root.resolve("self"));
        Files.createSymbolicLink(root.resolve("nowhere"), root.resolve("nothing"));

        Received received = give(root);

        assertThat(received.names()).containsExactly("file");
        assertThat(received.reason("out")).contains("leads out");
        assertThat(received.reason("in")).contains("in its own place");
        assertThat(received.reason("loop")).contains("in its own place");
        assertThat(received.reason("self")).contains("leads nowhere");
        assertThat(received.reason("nowhere")).contains("leads nowhere");
    }

    @Test
    void whatIsNoFileIsNotOpened() throws Exception {
        Process made = new ProcessBuilder("mkfifo", root.resolve("fifo").toString()).start();
        assertThat(made.waitFor()).isZero();
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(root.resolve("socket")));

            Received received = give(root);

            assertThat(received.objects).isEmpty();
            assertThat(received.reason("fifo")).contains("FIFO, socket or device");
            assertThat(received.reason("socket")).contains("FIFO, socket or device");
        }
        assertThat(give(root.resolve("fifo")).covered.get("fifo")).isInstanceOf(Coverage.Denied.class);
        assertThat(give(Path.of("/dev/zero")).covered.get("zero")).isInstanceOf(Coverage.Denied.class);
    }

    @Test
    void whatIsNotThereIsDenied() throws Exception {
        assertThat(give(root.resolve("nothing")).covered.get("nothing")).isInstanceOf(Coverage.Denied.class);
    }

    @Test
    void aNamedLinkIsFollowed() throws Exception {
        Files.writeString(outside.resolve("file"), "x");
        Path folder = Files.createSymbolicLink(root.resolve("folder"), outside);
        Path file = Files.createSymbolicLink(root.resolve("link"), outside.resolve("file"));

        assertThat(give(folder).names()).containsExactly("file");
        assertThat(give(file).names()).containsExactly("link");
    }

    @Test
    void deepFoldersAreReadOneAtATime() throws Exception {
        Path deep = root;
        for (int i = 0; i < 400; i++) {
            deep = Files.createDirectory(deep.resolve("d"));
        }
        Files.writeString(deep.resolve("file"), "x");

        assertThat(give(root).names()).containsExactly("file");
    }

    @Test
    void aFileThatGrowsOrShrinksOrIsWrittenToIsSaid() throws Exception {
        Path file = Files.writeString(root.resolve("file"), "x".repeat(100));

        assertThat(changeAfter(() -> {})).isEmpty();
        assertThat(changeAfter(() -> Files.writeString(file, "more", StandardOpenOption.APPEND)))
                .hasValueSatisfying(gap -> assertThat(gap.detail()).contains("grew"));
        assertThat(changeAfter(() -> Files.writeString(file, "")))
                .hasValueSatisfying(gap -> assertThat(gap.detail()).contains("shrank"));
        assertThat(changeAfter(() -> Files.setLastModifiedTime(file, FileTime.fromMillis(12345))))
                .hasValueSatisfying(gap -> assertThat(gap.detail()).contains("written to"));
        assertThat(changeAfter(() -> Files.delete(file))).isEmpty();
    }

    /** Something that is done to a file. */
    @FunctionalInterface
    private interface Act {
        void run() throws IOException;
    }

    private Optional<Gap> changeAfter(Act act) throws Exception {
        try (Content content = give(root).objects.getFirst().open()) {
            content.stream().readAllBytes();
            act.run();
            return content.change();
        }
    }

    @Test
    void aFileThatGrowsForEverEnds() throws Exception {
        Path file = Files.write(root.resolve("file"), new byte[2 << 20]);
        try (Content content = give(root).objects.getFirst().open()) {
            Files.write(file, new byte[1 << 20], StandardOpenOption.APPEND);

            assertThat(content.stream().readAllBytes()).hasSize(2 << 20);
            assertThat(content.change()).isPresent();
        }
    }

    @Test
    void aFileThatVanishedAndOneThatBecameALinkAreNotOpened() throws Exception {
        Path file = Files.writeString(root.resolve("file"), "x");
        SourceObject object = give(root).objects.getFirst();
        Files.delete(file);

        Assertions.assertThatThrownBy(object::open).isInstanceOf(NoSuchFileException.class);
        Files.createSymbolicLink(file, Files.writeString(outside.resolve("secret"), "x"));
        Assertions.assertThatThrownBy(object::open).isInstanceOf(IOException.class);
    }

    @Test
    void filesOfTheKernelThatSayTheyAreEmpty() throws Exception {
        try (Content content =
                give(Path.of("/proc/self/status")).objects.getFirst().open()) {
            assertThat(content.stream().readAllBytes()).isNotEmpty();
        }
    }
}
