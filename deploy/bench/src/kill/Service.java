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
import java.util.List;
import java.util.Map;

/** The service as a process of its own. */
final class Service implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);

    private final Process process;
    private final int port;
    private final String token;

    private Service(Process process, int port, String token) {
        this.process = process;
        this.port = port;
        this.token = token;
    }

    static Service start(List<String> command, Path data, Path output) throws IOException, InterruptedException {
        int port = freePort();
        int management = freePort();
        Path token = data.resolveSibling("admin-token");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(Map.of(
                "GATEHOUSE_MODE", "local",
                "GATEHOUSE_DATA_DIR", data.toString(),
                "GATEHOUSE_PORT", Integer.toString(port),
                "GATEHOUSE_MANAGEMENT_PORT", Integer.toString(management),
                "GATEHOUSE_ACCESS_BOOTSTRAP_TOKEN_FILE", token.toString(),
                "GATEHOUSE_LOG_SEGMENT_BYTES", "1048576"));
        Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        URI ready = URI.create("http://127.0.0.1:" + management + "/q/health/ready");
        long deadline = System.nanoTime() + START.toNanos();
        while (!answers(ready)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new Wrong("the service does not start; its log is " + output);
            }
            Thread.sleep(50);
        }
        return new Service(process, port, Files.readString(token).strip());
    }

    private static boolean answers(URI url) throws InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                                    HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(10)).build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    String token() {
        return token;
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
