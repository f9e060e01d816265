package dev.gatehouse.service.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A service as a process of its own, on free loopback ports and a data folder, stopped by its pid.
 *
 * <p>It is the packaged application on this JVM, or the executable that the system property
 * {@code gatehouse.native} names.
 */
public final class ServiceProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final Process process;
    private final Path output;
    private final Path data;
    private final int port;
    private final int managementPort;

    private ServiceProcess(Process process, Path output, Path data, int port, int managementPort) {
        this.process = process;
        this.output = output;
        this.data = data;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Starts in local mode on a folder and waits until it is ready. */
    public static ServiceProcess local(Path data) {
        return local(data, Map.of());
    }

    /** The same, with further settings. */
    public static ServiceProcess local(Path data, Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("gatehouse.mode", "local");
        all.put(
                "gatehouse.access.bootstrap-token-file",
                data.resolveSibling(data.getFileName() + ".admin-token").toString());
        all.putAll(settings);
        ServiceProcess service = launch(data, all);
        service.awaitReady();
        return service;
    }

    /** Starts with exactly these settings, and waits for nothing. */
    public static ServiceProcess launch(Path data, Map<String, String> settings) {
        try {
            int port = freePort();
            int management = freePort();
            Path logs = Files.createDirectories(Path.of("target", "service-logs"));
            Path output = Files.createTempFile(logs, "service", ".log");
            List<String> command = new ArrayList<>(executable());
            Map<String, String> all = new LinkedHashMap<>(settings);
            all.put("gatehouse.data-dir", data.toString());
            all.put("gatehouse.port", Integer.toString(port));
            all.put("gatehouse.management.port", Integer.toString(management));
            all.forEach((name, value) -> command.add("-D" + name + "=" + value));
            if (nativeExecutable().isEmpty()) {
                command.add("-jar");
                command.add(Path.of("target", "quarkus-app", "quarkus-run.jar")
                        .toAbsolutePath()
                        .toString());
            }
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new ServiceProcess(process, output, data, port, management);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public URI management(String path) {
        return URI.create("http://127.0.0.1:" + managementPort + path);
    }

    public int port() {
        return port;
    }

    public Path data() {
        return data;
    }

    /** One number of the metrics; 0 where there is none of this name yet. */
    public double metric(String name) {
        return get(management("/q/metrics"))
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Waits until a metric is as expected. */
    public void awaitMetric(String name, double expected) {
        long deadline = System.nanoTime() + START.toNanos();
        while (metric(name) != expected) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(name + " is " + metric(name) + " and not " + expected);
            }
            pause();
        }
    }

    /** A client that speaks HTTP/1.1 from the start: an offer to upgrade is what load balancers do not make either. */
    public static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    /** An answer to a request without a credential. */
    public static HttpResponse<String> get(URI url) {
        try (HttpClient client = client()) {
            return client.send(
                    HttpRequest.newBuilder(url).timeout(ANSWER).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All that the process has printed. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String adminToken() {
        try {
            return Files.readString(data.resolveSibling(data.getFileName() + ".admin-token"))
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it is ready to serve. */
    public void awaitReady() {
        await("/q/health/ready", 200);
    }

    /** Waits until it listens, ready or not. */
    public void awaitListening() {
        await("/q/health/live", 200);
    }

    private void await(String path, int status) {
        long deadline = System.nanoTime() + START.toNanos();
        while (!answers(path, status)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("the service did not get ready:\n" + output());
            }
            pause();
        }
    }

    /** Waits for the process to end by itself; its exit code. */
    public int awaitExit() {
        try {
            if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the service did not end:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGTERM, which is a request to stop; the exit code. */
    public int terminate() {
        process.destroy();
        return awaitExit();
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** SIGTERM, and SIGKILL where that does not help. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(25, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers(String path, int status) {
        try {
            return get(management(path)).statusCode() == status;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** Readiness can only be asked for again. */
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> executable() {
        return nativeExecutable()
                .map(List::of)
                .orElseGet(() -> List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // Most of these processes live for seconds: to start soon is what counts.
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow"));
    }

    private static Optional<String> nativeExecutable() {
        return Optional.ofNullable(System.getProperty("gatehouse.native")).filter(path -> !path.isEmpty());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
