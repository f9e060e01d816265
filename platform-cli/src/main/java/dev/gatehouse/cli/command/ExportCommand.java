package dev.gatehouse.cli.command;

import dev.gatehouse.cli.shell.ExitCode;
import dev.gatehouse.cli.shell.Failure;
import dev.gatehouse.cli.wire.Address;
import dev.gatehouse.cli.wire.Answer;
import dev.gatehouse.cli.wire.Header;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code audit export}. A file is written beside its place and renamed when it is whole. Whether the service has left
 * something out stands in the last line of {@code ndjson}, in a header of {@code parquet}, and in the manifest of a
 * {@code bundle}; of {@code csv} it can't be told.
 */
final class ExportCommand {
    private static final List<String> FORMATS = List.of("ndjson", "csv", "parquet", "bundle");
    private static final String RESULT = "Gatehouse-Export";

    private ExportCommand() {}

    static Spec spec() {
        return Spec.of("export", "All events that a filter finds, as a file.", ExportCommand::run)
                .choice("--format", FORMATS, "The file's form")
                .text("--file", "FILE", "Where to; else to standard output.");
    }

    private static ExitCode run(Words words, Session session) throws IOException {
        String format = words.choice("--format", FORMATS).orElse("ndjson");
        Optional<Path> file = words.text("--file").map(Path::of);
        boolean text = format.equals("ndjson") || format.equals("csv");
        if (file.isEmpty() && !text && session.around().terminals().out()) {
            throw Failure.usage("--file is missing: " + format + " is nothing for a terminal");
        }
        if (file.isPresent() && !Files.isDirectory(folder(file.get()))) {
            throw Failure.usage("the folder of --file is not there");
        }
        Address path = AuditCommands.filtered(Address.of("/v1/export"), words).with("format", format);
        try (Answer answer = session.audit().open(path, new Header("*/*", Map.of()))) {
            Ending ending = file.isPresent() ? toFile(answer, file.get()) : copied(answer, session.output().stream());
            return ended(session, format, answer, ending);
        }
    }

    private static Ending toFile(Answer answer, Path file) throws IOException {
        Path folder = folder(file);
        Path partial = Files.createTempFile(folder, ".export", ".part");
        try {
            Ending ending;
            try (OutputStream out = Files.newOutputStream(partial)) {
                ending = copied(answer, out);
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return ending;
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static Path folder(Path file) {
        return Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
    }

    private static Ending copied(Answer answer, OutputStream target) throws IOException {
        Ending ending = new Ending(target);
        answer.copyTo(ending);
        return ending;
    }

    private static ExitCode ended(Session session, String format, Answer answer, Ending ending) {
        String said =
                format.equals("ndjson") ? ending.text() : answer.header(RESULT).orElse("");
        boolean cut = said.contains("\"complete\":false") || said.startsWith("cut");
        if (format.equals("ndjson") && !said.contains("\"complete\"")) {
            throw Failure.refused("the export has no end: audit-service broke it off, try again");
        }
        session.output()
                .note(cut ? "not complete: the export is over a limit of the service; ask for less" : "exported");
        return ExitCode.of(!cut);
    }

    /** Remembers the end of what goes through. */
    private static final class Ending extends FilterOutputStream {
        private static final int KEPT = 512;

        private final Deque<Byte> last = new ArrayDeque<>(KEPT);

        Ending(OutputStream target) {
            super(target);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            for (int at = Math.max(offset, offset + length - KEPT); at < offset + length; at++) {
                if (last.size() == KEPT) {
                    last.removeFirst();
                }
                last.addLast(bytes[at]);
            }
        }

        String text() {
            byte[] bytes = new byte[last.size()];
            int at = 0;
            for (byte b : last) {
                bytes[at++] = b;
            }
            String end = new String(bytes, StandardCharsets.UTF_8).stripTrailing();
            return end.substring(end.lastIndexOf('\n') + 1);
        }
    }
}
