package dev.gatehouse.audit.storage.local;

import dev.gatehouse.audit.detect.RuleFile;
import dev.gatehouse.audit.detect.sigma.InvalidRule;
import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.log.StorageFailed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The operator's own rules: each {@code *.yaml} or {@code *.yml} of a folder, and nothing below it. */
public final class RuleFolder {
    /** Files that a folder may have. */
    static final int MAX_FILES = 1_000;

    private static final int MAX_BYTES = 65_536;

    private RuleFolder() {}

    /**
     * The files, by name.
     *
     * @throws InvalidRule there are too many; one that is too large is cut, and refused by the parser for that
     * @throws StorageFailed the folder or a file can't be read
     */
    public static List<RuleFile> read(Path folder) {
        List<RuleFile> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> found = all.filter(RuleFolder::isRule).sorted().toList();
            if (found.size() > MAX_FILES) {
                throw new InvalidRule("the folder has more than " + MAX_FILES + " rules");
            }
            for (Path file : found) {
                files.add(new RuleFile(name(file), RuleFile.Origin.FOLDER, ByteSlice.of(bytes(file))));
            }
            return files;
        } catch (IOException e) {
            throw new StorageFailed("the rules' folder can't be read", e);
        }
    }

    private static boolean isRule(Path file) {
        String name = name(file);
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_BYTES + 1);
        }
    }
}
