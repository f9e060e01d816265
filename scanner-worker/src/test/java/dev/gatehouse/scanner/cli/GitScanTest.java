package dev.gatehouse.scanner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.scanner.cli.Command.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.ResetCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scans of histories. */
class GitScanTest {
    private static final Instant FIRST = Instant.parse("2026-01-10T10:00:00Z");

    @TempDir
    private Path folder;

    private Path work;
    private Git git;
    private Command command;
    private int commits;
    private final Canary canary = new Canary(11);

    @BeforeEach
    void makeARepository() throws GitAPIException, IOException {
        work = Files.createDirectories(folder.resolve("work"));
        git = Git.init().setDirectory(work.toFile()).setInitialBranch("main").call();
        command = new Command(folder.resolve("home"));
    }

    @AfterEach
    void close() {
        git.close();
    }

    /** Commits a day apart. */
    private RevCommit commit(String file, String text) throws GitAPIException, IOException {
        Path path = work.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        git.add().addFilepattern(file).call();
        return commit();
    }

    private RevCommit commit() throws GitAPIException {
        PersonIdent who = new PersonIdent(
                "Ann \u001b[31m", "ann@example.com", FIRST.plusSeconds(86_400L * commits++), ZoneOffset.UTC);
        return git.commit()
                .setMessage("change")
                .setAuthor(who)
                .setCommitter(who)
                .setSign(false)
                .call();
    }

    private String secret() {
        return "export GH=" + canary.token() + "\n";
    }

    private List<JsonNode> findings(String... more) throws IOException {
        String[] args = new String[more.length + 4];
        args[0] = work.toString();
        args[1] = "--git";
        args[2] = "--format";
        args[3] = "jsonl";
        System.arraycopy(more, 0, args, 4, more.length);
        Ran ran = command.scan(args);
        assertThat(ran.out()).as(ran.err()).isNotEmpty();
        return StreamSupport.stream(
                        new JsonMapper()
                                .readerFor(JsonNode.class)
                                .<JsonNode>readValues(ran.out())
                                .readAll()
                                .spliterator(),
                        false)
                .toList();
    }

    private List<String> paths(String... more) throws IOException {
        return findings(more).stream()
                .filter(line -> line.path("type").asText().equals("finding"))
                .flatMap(line -> StreamSupport.stream(line.path("locations").spliterator(), false))
                .map(place -> place.path("path").asText())
                .toList();
    }

    @Test
    void aSecretThatWasTakenOutIsStillInTheHistory() throws Exception {
        RevCommit first = commit("conf/a.env", secret());
        git.rm().addFilepattern("conf/a.env").call();
        commit();

        JsonNode place = findings().getFirst().at("/locations/0");

        assertThat(place.path("path").asText()).isEqualTo("conf/a.env");
        assertThat(place.path("version").asText()).isEqualTo(first.name());
        assertThat(place.path("author").asText()).startsWith("Ann");
        assertThat(place.path("date").asText()).isEqualTo("2026-01-10T10:00:00Z");
    }

    @Test
    void anAuthorsNameDoesNothingToATerminal() throws Exception {
        commit("a.env", secret());

        Ran ran = command.scan(work.toString(), "--git");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).contains("Ann \\x1b[31m").doesNotContain("\u001b");
    }

    @Test
    void eachContentIsReadOnceUnderItsFirstCommit() throws Exception {
        String text = secret();
        RevCommit first = commit("a.env", text);
        commit("copy.env", text);
        commit("b.txt", "nothing here");

        List<JsonNode> lines = findings();

        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst().path("locations")).hasSize(1);
        assertThat(lines.getFirst().at("/locations/0/version").asText()).isEqualTo(first.name());
        assertThat(lines.getLast().path("scanned").asInt()).isEqualTo(2);
    }

    @Test
    void everyRefIsLookedAt() throws Exception {
        commit("a.txt", "nothing");
        git.checkout().setCreateBranch(true).setName("side").call();
        commit("side.env", secret());
        git.checkout().setName("main").call();
        git.tag()
                .setName("v1")
                .setAnnotated(true)
                .setMessage("one")
                .setSigned(false)
                .call();
        commit("main.env", secret());

        assertThat(paths()).containsExactlyInAnyOrder("side.env", "main.env");
    }

    @Test
    void sinceADateOrACommit() throws Exception {
        commit("old.env", secret());
        RevCommit second = commit("between.env", secret());
        commit("new.env", secret());

        assertThat(paths("--since", "2026-01-12")).containsExactly("new.env");
        assertThat(paths("--since", "2026-01-11T10:00:00Z")).containsExactly("between.env", "new.env");
        assertThat(paths("--since", second.name())).containsExactly("new.env");
        assertThat(paths("--since", "HEAD~2")).containsExactly("between.env", "new.env");
    }

    @Test
    void whatIsNeitherADateNorACommitIsWrong() throws Exception {
        commit("a.txt", "nothing");

        Ran ran = command.scan(work.toString(), "--git", "--since", "yesterday");

        assertThat(ran.status()).isEqualTo(2);
    }

    @Test
    void whatNoRefReachesIsLookedAtIfAskedFor() throws Exception {
        RevCommit kept = commit("a.txt", "nothing");
        commit("lost.env", secret());
        git.reset().setMode(ResetCommand.ResetType.HARD).setRef(kept.name()).call();
        Files.deleteIfExists(work.resolve(".git/ORIG_HEAD"));
        ObjectId blob;
        try (ObjectInserter inserter = git.getRepository().newObjectInserter()) {
            blob = inserter.insert(Constants.OBJ_BLOB, secret().getBytes(StandardCharsets.UTF_8));
            inserter.flush();
        }

        assertThat(paths()).isEmpty();
        assertThat(paths("--unreachable")).containsExactlyInAnyOrder("lost.env", "object " + blob.name());
    }

    @Test
    void packedAndBareRepositories() throws Exception {
        commit("a.env", secret());
        commit("b.env", secret());
        Path bare = folder.resolve("bare.git");
        Git.cloneRepository()
                .setURI(work.toUri().toString())
                .setBare(true)
                .setDirectory(bare.toFile())
                .call()
                .close();

        Ran ran = command.scan(bare.toString(), "--git");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).contains("2 secrets found");
        assertThat(bare.resolve("objects/pack")).isNotEmptyDirectory();
    }

    @Test
    void malformedAndMissingTreesAreInTheLedgerAndTheRestIsScanned() throws Exception {
        RevCommit good = commit("a.env", secret());
        ObjectId malformed;
        try (ObjectInserter inserter = git.getRepository().newObjectInserter()) {
            malformed = inserter.insert(Constants.OBJ_TREE, new byte[] {'1', '0', '0', ' ', 'x'});
            inserter.flush();
        }
        branch("malformed", malformed, good);
        branch("missing", ObjectId.fromString("1234567890123456789012345678901234567890"), good);

        List<JsonNode> lines = findings();

        assertThat(lines.stream().map(line -> line.path("reason").asText()))
                .anyMatch(reason -> reason.contains("is malformed"))
                .anyMatch(reason -> reason.contains("is missing"));
        assertThat(lines.getFirst().at("/locations/0/path").asText()).isEqualTo("a.env");
        assertThat(lines.getLast().path("complete").asBoolean()).isFalse();
    }

    private void branch(String name, ObjectId tree, RevCommit parent) throws IOException {
        String text = "tree " + tree.name() + "\nparent " + parent.name()
                + "\nauthor A <a@example.com> 1767000000 +0000\ncommitter A <a@example.com> 1767000000 +0000\n\nx\n";
        try (ObjectInserter inserter = git.getRepository().newObjectInserter()) {
            ObjectId commit = inserter.insert(Constants.OBJ_COMMIT, text.getBytes(StandardCharsets.UTF_8));
            inserter.flush();
            RefUpdate update = git.getRepository().updateRef("refs/heads/" + name);
            update.setNewObjectId(commit);
            update.forceUpdate();
        }
    }

    @Test
    void aMissingCommitIsInTheLedger() throws Exception {
        RevCommit first = commit("a.txt", "nothing");
        commit("b.env", secret());
        Path loose = work.resolve(".git/objects")
                .resolve(first.name().substring(0, 2))
                .resolve(first.name().substring(2));
        Files.delete(loose);

        List<JsonNode> lines = findings();

        assertThat(lines)
                .anyMatch(line -> line.path("path").asText().equals("commit " + first.name())
                        && line.path("status").asText().equals("denied"));
        assertThat(lines.getFirst().path("type").asText()).isEqualTo("finding");
    }

    @Test
    void whatIsStagedIsScannedAsItIsStaged() throws Exception {
        commit("committed.env", secret());
        Files.writeString(work.resolve("staged.env"), secret());
        git.add().addFilepattern("staged.env").call();
        Files.writeString(work.resolve("staged.env"), "cleaned up in the work tree only");
        Files.writeString(work.resolve("unstaged.env"), secret());

        Ran ran = command.scan(work.toString(), "--staged");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).contains("staged.env:1").doesNotContain("unstaged.env", "committed.env");
    }

    @Test
    void theFirstCommitIsScannedBeforeItIsMade() throws Exception {
        Files.writeString(work.resolve("a.env"), secret());
        git.add().addFilepattern("a.env").call();

        assertThat(command.scan(work.toString(), "--staged").status()).isEqualTo(1);
    }

    @Test
    void nothingIsWrittenIntoARepository() throws Exception {
        commit("a.env", secret());
        List<String> before = files();

        command.scan(work.toString(), "--git", "--unreachable");

        assertThat(files()).isEqualTo(before);
    }

    private List<String> files() throws IOException {
        try (var files = Files.walk(work)) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    @Test
    void aFolderOfFilesPassesOverGitsObjectsAndReadsItsConfiguration() throws Exception {
        commit("a.txt", "nothing");
        Files.writeString(
                work.resolve(".git/config"), "\n[x]\n\ty = " + canary.token() + "\n", StandardOpenOption.APPEND);

        Ran ran = command.scan(work.toString());

        assertThat(ran.out()).contains(".git/config:");
        assertThat(ran.err()).contains("git's packed objects, which --git scans");
    }
}
