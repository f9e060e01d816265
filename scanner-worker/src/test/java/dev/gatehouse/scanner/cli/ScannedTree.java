package dev.gatehouse.scanner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder to plant secrets in, and the command that scans it. Tests of the command extend it. */
abstract class ScannedTree {
    static final JsonMapper JSON = new JsonMapper();

    static final String HOSTILE = "a\n\u001b[2J\u001b[31m\u202egnp.\u009b\t\"<&.env";

    @TempDir
    Path folder;

    Path tree;

    Command command;

    final Canary canary = new Canary(4);

    @BeforeEach
    void makeATree() throws IOException {
        tree = Files.createDirectories(folder.resolve("tree"));
        command = new Command(folder.resolve("home"));
    }

    String plant(String file) throws IOException {
        String token = canary.token();
        Files.createDirectories(tree.resolve(file).getParent());
        Files.writeString(tree.resolve(file), "export GH=" + token + "\n");
        return token;
    }

    static List<JsonNode> lines(String out) {
        return out.lines().map(ScannedTree::json).toList();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    static byte[] zip(String name, String content) throws IOException {
        return zip(name, content.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }
}
