package dev.gatehouse.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The three services on free ports and a folder of their own, started and stopped by the scripts of {@code deploy/local}. */
final class LocalServices implements AutoCloseable {
    private static final Path SCRIPTS = Path.of("..", "local").toAbsolutePath().normalize();
    private static final long PATIENCE_SECONDS = 300;

    private final Path home;
    private final Map<String, String> variables = new HashMap<>();

    private LocalServices(Path home) {
        this.home = home;
        variables.put("GATEHOUSE_HOME", home.toString());
        for (String service : List.of("CONFIG", "AUDIT", "SCANNER")) {
            variables.put("GATEHOUSE_" + service + "_PORT", freePort());
            variables.put("GATEHOUSE_" + service + "_MANAGEMENT_PORT", freePort());
        }
    }

    /** Not started. */
    static LocalServices at(Path home) {
        return new LocalServices(home);
    }

    /** Starts them. */
    static LocalServices up(Path home) {
        LocalServices services = new LocalServices(home);
        services.up();
        return services;
    }

    /** Starts those that do not run. */
    void up() {
        run("up");
    }

    Machine machine() {
        return new Machine(home, url("CONFIG"), url("AUDIT"), url("SCANNER"), Optional.empty());
    }

    /** SIGKILL. */
    void kill(String service) {
        try {
            long pid = Long.parseLong(
                    Files.readString(home.resolve(service + ".pid")).strip());
            ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
            process.destroyForcibly();
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(service + " could not be killed", e);
        }
    }

    /** What a service has said since it was started last. */
    String log(String service) {
        return read(home.resolve(service + ".log"));
    }

    /**
     * Runs a script of {@code deploy/local}.
     *
     * @return what it printed
     * @throws IllegalStateException it failed
     */
    String run(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of(SCRIPTS.resolve(script).toString()));
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile(Files.createDirectories(Path.of("target", "scripts")), script, ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(variables);
            Process process = builder.start();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(script + " failed:\n" + read(output));
            }
            return read(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        run("down");
    }

    private URI url(String service) {
        return URI.create("http://127.0.0.1:" + variables.get("GATEHOUSE_" + service + "_PORT"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
