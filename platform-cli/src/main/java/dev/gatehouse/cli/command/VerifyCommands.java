package dev.gatehouse.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cli.output.Columns;
import dev.gatehouse.cli.output.Json;
import dev.gatehouse.cli.proof.Checkpoint;
import dev.gatehouse.cli.proof.Digest;
import dev.gatehouse.cli.proof.InvalidProof;
import dev.gatehouse.cli.proof.LogKey;
import dev.gatehouse.cli.proof.ProofFile;
import dev.gatehouse.cli.proof.Proofs;
import dev.gatehouse.cli.shell.ExitCode;
import dev.gatehouse.cli.shell.Failure;
import dev.gatehouse.cli.wire.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code audit verify} and {@code audit proof}. */
final class VerifyCommands {
    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final Columns VERIFIED = Columns.of("verdict", "/verdict")
            .and("what", "/what")
            .and("log", "/origin")
            .and("events", "/size")
            .and("root", "/root")
            .and("begins with", "/since")
            .and("proven", "/proven");
    private static final Columns PROVEN = Columns.of("verdict", "/verdict")
            .and("what", "/what")
            .and("index", "/index")
            .and("leaf", "/leaf")
            .and("log", "/origin")
            .and("events", "/size")
            .and("root", "/root")
            .and("event", "/event");

    private VerifyCommands() {}

    static Spec verify() {
        return Spec.of(
                        "verify",
                        "Checks the log's signed checkpoint, that it begins with one of before, and events' proofs.",
                        VerifyCommands::verify)
                .text("--vkey", "FILE", "The file with the log's verifier key; take it from the log once.")
                .text(
                        "--checkpoint",
                        "FILE",
                        "The checkpoint that is trusted: held against, and replaced when all is well.")
                .texts("--index", "N", "An event whose proof is checked. Default: the newest.")
                .flag("--full", "Every byte, by 'audit-service verify', where that is found.")
                .text("--audit-service", "PATH", "With --full: its executable or jar. Default: the one on the PATH.");
    }

    static Spec proof() {
        return Spec.of("proof", "Fetches an event's proof, and checks it.", VerifyCommands::proof)
                .needs("INDEX", "The event's place in the log.")
                .text("--vkey", "FILE", "The file with the log's verifier key.")
                .text("--save", "FILE", "Keep the proof, which anybody can check.")
                .text("--raw", "FILE", "The event's bytes as they were sent: shows that the proof is of them.");
    }

    static LogKey key(Session session) {
        String file = session.settings()
                .text("vkey")
                .orElseThrow(() -> Failure.usage("--vkey is missing: the file with the log's verifier key, which"
                        + " audit-service leaves as log.key.vkey in its data folder"));
        try {
            return LogKey.parse(Files.readString(Path.of(file)).strip());
        } catch (IOException e) {
            throw Failure.usage("the file of --vkey can't be read: " + file);
        } catch (InvalidProof e) {
            throw Failure.usage(file + ": " + e.text());
        }
    }

    private static ExitCode verify(Words words, Session session) throws IOException, InterruptedException {
        LogKey key = key(session);
        if (words.flag("--full")) {
            return FullVerification.run(words, session);
        }
        ObjectNode verdict = Json.object();
        try {
            byte[] note = session.audit().bytes(Address.of("/checkpoint"));
            Checkpoint newest = Checkpoint.verified(note, key);
            verdict.put("origin", newest.origin())
                    .put("size", newest.size())
                    .put("root", newest.root().base64());
            Optional<Path> trusted = words.text("--checkpoint").map(Path::of);
            if (trusted.isPresent() && Files.exists(trusted.get())) {
                verdict.put("since", since(session, key, newest, trusted.get()));
            }
            prove(words, session, key, newest, verdict);
            if (trusted.isPresent()) {
                replace(trusted.get(), note);
            }
            verdict.put("verdict", "sound");
        } catch (InvalidProof e) {
            verdict.put("verdict", "BROKEN").put("what", e.text());
        }
        session.output().show(verdict, VERIFIED.sheet(verdict));
        return ExitCode.of(verdict.path("verdict").asText().equals("sound"));
    }

    private static long since(Session session, LogKey key, Checkpoint newest, Path file) throws IOException {
        Checkpoint trusted = Checkpoint.verified(Files.readAllBytes(file), key);
        if (trusted.size() > newest.size()) {
            throw InvalidProof.rewritten(trusted, newest);
        }
        JsonNode proof = session.audit()
                .get(Address.of("/v1/log/consistency")
                        .with("from", String.valueOf(trusted.size()))
                        .with("to", String.valueOf(newest.size())));
        List<Digest> hashes = ProofFile.hashesOf(
                proof.path("hashes").valueStream().map(JsonNode::asText).toList());
        if (!Proofs.extend(trusted, newest, hashes)) {
            throw InvalidProof.rewritten(trusted, newest);
        }
        return trusted.size();
    }

    private static void prove(Words words, Session session, LogKey key, Checkpoint newest, ObjectNode verdict) {
        Set<Long> indexes = new LinkedHashSet<>();
        words.texts("--index").forEach(text -> indexes.add(index(text)));
        if (indexes.isEmpty() && newest.size() > 0) {
            indexes.add(newest.size() - 1);
        }
        for (long index : indexes) {
            ProofFile proof = ProofFile.verified(file(session, index), key);
            requireIndex(proof, index);
            verdict.withArray("/proven").add(index);
        }
    }

    private static void requireIndex(ProofFile proof, long index) {
        if (proof.index() != index) {
            throw Failure.refused("audit-service sent the proof of another event than was asked for");
        }
    }

    private static byte[] file(Session session, long index) {
        return session.audit().bytes(Address.of("/v1/log/proof").with("index", String.valueOf(index)));
    }

    private static long index(String text) {
        if (!INDEX.matcher(text).matches()) {
            throw Failure.usage("an index is a whole number from 0");
        }
        return Long.parseLong(text);
    }

    private static void replace(Path file, byte[] note) throws IOException {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
        Path partial = Files.createTempFile(folder, ".checkpoint", ".part");
        Files.write(partial, note);
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static ExitCode proof(Words words, Session session) throws IOException {
        LogKey key = key(session);
        long index = index(words.at(0));
        byte[] file = file(session, index);
        ObjectNode verdict = Json.object().put("index", index);
        boolean sound = true;
        try {
            ProofFile proof = ProofFile.verified(file, key);
            requireIndex(proof, index);
            verdict.put("verdict", "proven")
                    .put("leaf", proof.leaf().base64())
                    .put("origin", proof.checkpoint().origin())
                    .put("size", proof.checkpoint().size())
                    .put("root", proof.checkpoint().root().base64());
            sound = event(words, proof, verdict);
        } catch (InvalidProof e) {
            verdict.put("verdict", "BROKEN").put("what", e.text());
            sound = false;
        }
        Optional<String> save = words.text("--save");
        if (save.isPresent()) {
            Files.write(Path.of(save.get()), file);
        }
        session.output().show(verdict, PROVEN.sheet(verdict));
        return ExitCode.of(sound);
    }

    /** Whether the proof is of the event that was shown. */
    private static boolean event(Words words, ProofFile proof, ObjectNode verdict) throws IOException {
        Optional<String> raw = words.text("--raw");
        if (raw.isEmpty()) {
            return true;
        }
        if (!proof.extra().opens()) {
            throw Failure.refused(
                    "the proof has no opening for --raw: the event was erased, or the token may not read it");
        }
        boolean same = proof.extra().commitsTo(Files.readAllBytes(Path.of(raw.get())));
        verdict.put("event", same ? "the one in the file" : "ANOTHER than the one in the file");
        return same;
    }
}
