package dev.gatehouse.config.store.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another process that writes to the embedded stores of a folder, and says which versions it was told are durable. */
final class WritingProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private WritingProcess(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /** Starts it; what it unpacks and complains of stands beside the folder. */
    static WritingProcess start(Path folder) throws IOException {
        Path scratch = Files.createDirectories(folder.resolveSibling("scratch"));
        return new WritingProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx96m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Djava.io.tmpdir=" + scratch,
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessWriter.class.getName(),
                        folder.toString())
                .redirectError(scratch.resolve("errors").toFile())
                .start());
    }

    /** The next versions that it says are durable. */
    List<Long> acknowledged(int count) throws IOException {
        List<Long> versions = new ArrayList<>();
        while (versions.size() < count) {
            String line = output.readLine();
            if (line == null) {
                throw new IOException("it ended after " + versions.size() + " versions of " + count);
            }
            versions.add(Long.valueOf(line));
        }
        return versions;
    }

    /** Kills it with SIGKILL, wherever it is, and returns the versions that it had yet said are durable. */
    List<Long> kill() throws IOException, InterruptedException {
        // Process.destroyForcibly would close the output, and with it what was said before the end.
        process.toHandle().destroyForcibly();
        List<Long> versions = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            versions.add(Long.valueOf(line));
        }
        process.waitFor();
        return versions;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
