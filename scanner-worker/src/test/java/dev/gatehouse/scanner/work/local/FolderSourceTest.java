package dev.gatehouse.scanner.work.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.CoverageEntry;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.work.ListedObject;
import dev.gatehouse.scanner.work.Listing;
import dev.gatehouse.scanner.work.ListingFailed;
import dev.gatehouse.scanner.work.ObjectUnreadable;
import dev.gatehouse.scanner.work.Target;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTest {
    @TempDir
    Path temp;

    private Path root;
    private final List<CoverageEntry> left = new ArrayList<>();

    @BeforeEach
    void folder() throws IOException {
        root = Files.createDirectory(temp.toRealPath().resolve("root"));
    }

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Target target(Map<String, String> options) {
        return new Target("srv", "directory", root.toString(), options);
    }

    private List<String> listed(FolderSource source, Target target) throws ListingFailed {
        List<String> paths = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Listing part = source.list(target, cursor);
            part.objects().forEach(object -> paths.add(object.name().path()));
            left.addAll(part.left());
            cursor = part.next();
        } while (cursor.isPresent());
        return paths;
    }

    @Test
    void listsEveryFileOnceWhateverThePageSize() throws Exception {
        TreeSet<String> all = new TreeSet<>();
        for (String path : List.of("a", "b/c", "b/d/e", "b/d/f", "b.txt", "b/z", "c/x/y/z", "d", "e/1", "e/2", "e/3")) {
            file(path, path);
            all.add(path);
        }
        Files.createDirectories(root.resolve("empty/deep"));

        for (int page = 1; page <= 14; page++) {
            List<String> paths = listed(new FolderSource(page, 1_000), target(Map.of()));

            assertThat(paths).as("page size " + page).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
        }
    }

    @Test
    void leavesOutLinksAndWhatTheTargetExcludesAndSaysSo() throws Exception {
        file("a.txt", "x");
        file("out/b.log", "x");
        file(".git/config", "x");
        Files.createSymbolicLink(root.resolve("link"), Path.of("/etc"));

        List<String> paths = listed(new FolderSource(10, 1_000), target(Map.of("exclude", "**.log, nothing")));

        assertThat(paths).containsExactly("a.txt");
        assertThat(left)
                .extracting(entry -> entry.object().path())
                .containsExactlyInAnyOrder("out/b.log", ".git", "link");
        assertThat(left).allMatch(entry -> entry.coverage() instanceof Coverage.Excluded);
    }

    @Test
    void saysWhatIsTooLarge() throws Exception {
        file("fits", "12345");
        file("large", "123456");

        List<String> paths = listed(new FolderSource(10, 5), target(Map.of()));

        assertThat(paths).containsExactly("fits");
        assertThat(left).singleElement().extracting(CoverageEntry::coverage).isInstanceOf(Coverage.Partial.class);
    }

    @Test
    void aFolderThatIsNotThereIsNoEmptyOne() {
        Target gone = new Target("srv", "directory", root.resolve("gone").toString(), Map.of());

        assertThatThrownBy(() -> new FolderSource(10, 5).list(gone, Optional.empty()))
                .isInstanceOf(ListingFailed.class);
    }

    @Test
    void aStampChangesWithTheContent() throws Exception {
        file("a", "one");
        FolderSource source = new FolderSource(10, 100);
        ListedObject before =
                source.list(target(Map.of()), Optional.empty()).objects().getFirst();
        Files.move(root.resolve("a"), temp.resolve("old"));
        file("a", "two");

        ListedObject after =
                source.list(target(Map.of()), Optional.empty()).objects().getFirst();

        assertThat(after.stamp()).isPresent().isNotEqualTo(before.stamp());
    }

    @Test
    void readsAFile() throws Exception {
        file("b/c", "text");

        try (InputStream in = new FolderSource(10, 100).open(target(Map.of()), object("b/c"))) {
            assertThat(in.readAllBytes()).asString().isEqualTo("text");
        }
    }

    @Test
    void doesNotFollowALinkThatCameAfterTheListing() throws Exception {
        file("b/c", "text");
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Files.writeString(outside.resolve("c"), "not ours");
        Files.delete(root.resolve("b/c"));
        Files.delete(root.resolve("b"));
        Files.createSymbolicLink(root.resolve("b"), outside);
        Files.createSymbolicLink(root.resolve("d"), outside.resolve("c"));
        FolderSource source = new FolderSource(10, 100);

        assertThatThrownBy(() -> source.open(target(Map.of()), object("b/c"))).isInstanceOf(ObjectUnreadable.class);
        assertThatThrownBy(() -> source.open(target(Map.of()), object("d"))).isInstanceOf(ObjectUnreadable.class);
        assertThatThrownBy(() -> source.open(target(Map.of()), object("../outside/c")))
                .isInstanceOf(ObjectUnreadable.class);
        assertThatThrownBy(() -> source.open(target(Map.of()), object("gone"))).isInstanceOf(ObjectUnreadable.class);
    }

    private static ListedObject object(String path) {
        return new ListedObject(ObjectName.of("dir", path), -1, Optional.empty());
    }
}
