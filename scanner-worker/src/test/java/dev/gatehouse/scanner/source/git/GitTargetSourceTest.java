package dev.gatehouse.scanner.source.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories as targets of the service. */
class GitTargetSourceTest {
    @TempDir
    private Path temp;

    private Path work;
    private Git git;
    private final GitTargetSource source = new GitTargetSource(3);

    @BeforeEach
    void makeARepository() throws GitAPIException, IOException {
        work = Files.createDirectories(temp.toRealPath().resolve("work"));
        git = Git.init().setDirectory(work.toFile()).setInitialBranch("main").call();
    }

    @AfterEach
    void close() {
        git.close();
    }

    private void commit(String file, String text) throws GitAPIException, IOException {
        Files.writeString(work.resolve(file), text);
        git.add().addFilepattern(".").call();
        git.commit()
                .setMessage("change")
                .setAuthor("Ann", "ann@example.com")
                .setCommitter("Ann", "ann@example.com")
                .setSign(false)
                .call();
    }

    private Target target(String... options) {
        return options.length == 0
                ? new Target("code", "git", work.toString(), Map.of())
                : new Target("code", "git", work.toString(), Map.of(options[0], options[1]));
    }

    private List<ListedObject> all(Target target) throws ListingFailed {
        List<ListedObject> all = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Listing part = source.list(target, cursor);
            all.addAll(part.objects());
            cursor = part.next();
        } while (cursor.isPresent());
        return all;
    }

    private String text(ListedObject object) throws IOException {
        try (InputStream content = source.open(target(), object)) {
            return new String(content.readAllBytes(), UTF_8);
        }
    }

    private static List<String> paths(List<ListedObject> objects) {
        return objects.stream().map(object -> object.name().path()).toList();
    }

    @Test
    void listsEachContentOnceInParts() throws Exception {
        for (int i = 0; i < 8; i++) {
            commit("f" + i, "content " + i % 7);
        }

        List<ListedObject> all = all(target());

        assertThat(paths(all)).containsExactlyInAnyOrder("f0", "f1", "f2", "f3", "f4", "f5", "f6");
        assertThat(all).allSatisfy(object -> {
            assertThat(object.name().source()).isEqualTo("git:" + work);
            assertThat(object.name().version()).isPresent();
        });
        assertThat(text(all.getFirst())).startsWith("content ");
    }

    @Test
    void findsAContentAgainWhenItsIdIsNotKnownAnyMore() throws Exception {
        commit("a file", "first");
        commit("a file", "second");
        List<ListedObject> all = all(target());

        List<String> texts = new ArrayList<>();
        for (ListedObject object : all) {
            texts.add(text(new ListedObject(object.name(), -1, Optional.empty())));
        }

        assertThat(texts).containsExactly("first", "second");
    }

    @Test
    void beginsAnewWithALargerPartWhenTheRefsMoved() throws Exception {
        for (int i = 0; i < 4; i++) {
            commit("f" + i, "content " + i);
        }
        Listing first = source.list(target(), Optional.empty());
        commit("late", "late");

        Listing second = source.list(target(), first.next());

        assertThat(first.objects()).hasSize(3);
        assertThat(paths(second.objects())).containsExactly("f0", "f1", "f2", "f3", "late");
        assertThat(second.next()).isEmpty();
    }

    @Test
    void takesPartOfAHistory() throws Exception {
        commit("old", "old");
        git.tag().setName("v1").setAnnotated(false).call();
        commit("new", "new");

        assertThat(paths(all(target("since", "v1")))).containsExactly("new");
        assertThatThrownBy(() -> all(target("since", "no such thing")))
                .isInstanceOf(ListingFailed.class)
                .hasMessageContaining("neither a date");
    }

    @Test
    void refusesWhatIsNoRepositoryOfItsOwn() throws Exception {
        Path inner = Files.createDirectories(work.resolve("inner"));
        Path linked = Files.createDirectories(temp.resolve("linked"));
        Files.writeString(linked.resolve(".git"), "gitdir: " + work.resolve(".git"));

        assertThat(source.canonical(work.toString())).isEqualTo(work.toString());
        for (String wrong : List.of(inner.toString(), linked.toString(), temp + "/none", "work", "/\0")) {
            assertThatThrownBy(() -> source.canonical(wrong)).as(wrong).isInstanceOf(ListingFailed.class);
        }
    }

    @Test
    void aCommitThatVanishedIsSaid() throws Exception {
        commit("a", "first");
        ListedObject gone = new ListedObject(
                new dev.gatehouse.scanner.finding.ObjectName(
                        "git:" + work, "b", all(target()).getFirst().name().version()),
                -1,
                Optional.empty());
        ListedObject missing =
                new ListedObject(all(target()).getFirst().name(), -1, Optional.of("0123456789".repeat(4)));

        assertThatThrownBy(() -> text(gone)).isInstanceOf(ObjectUnreadable.class);
        assertThatThrownBy(() -> text(missing))
                .isInstanceOf(ObjectUnreadable.class)
                .hasMessageContaining("is missing");
    }

    @Test
    void aCursorOfSomethingElseIsRefused() throws Exception {
        commit("a", "first");

        assertThatThrownBy(() -> source.list(target(), Optional.of("nonsense"))).isInstanceOf(ListingFailed.class);
    }
}
