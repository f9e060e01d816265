package dev.gatehouse.service.local;

import java.io.IOException;
import java.nio.file.Path;

/** Another process, which holds a data folder until it is killed. */
final class HoldingProcess implements AutoCloseable {
    private final Process process;

    private HoldingProcess(Process process) {
        this.process = process;
    }

    /** Returns when the process has the folder. */
    static HoldingProcess start(Path folder) throws IOException {
        HoldingProcess holder = new HoldingProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldingProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        if (!"held".equals(holder.process.inputReader().readLine())) {
            holder.close();
            throw new IOException("the process did not get the folder");
        }
        return holder;
    }

    /** Kills it with SIGKILL, and returns when it is dead. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** The other process. */
    public static void main(String[] arguments) throws IOException {
        try (DataFolder folder = DataFolder.open(Path.of(arguments[0]))) {
            System.out.println(folder.path().equals(Path.of(arguments[0])) ? "held" : "elsewhere");
            // Until it is killed, or its parent has gone.
            System.in.transferTo(System.out);
        }
    }
}
