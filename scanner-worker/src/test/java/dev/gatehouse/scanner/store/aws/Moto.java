package dev.gatehouse.scanner.store.aws;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * One moto server for this JVM: AWS's API over HTTP, in memory.
 *
 * <p>The program is the system property {@code gatehouse.moto}, else the environment's {@code GATEHOUSE_MOTO}, else
 * {@code moto_server} on the PATH. Where there is none, the tests that need it fail.
 */
public final class Moto {
    /** Deadlines that a busy machine does not reach: what these tests ask is what is answered, not how soon. */
    static final AwsClientSettings PATIENT = new AwsClientSettings(
            Duration.ofMinutes(2), Duration.ofMinutes(1), 4, Duration.ofMillis(50), Duration.ofSeconds(1));

    /** How to get it, in the words of every failure. */
    static final String HOW = "moto_server is missing: pip install 'moto[server]==5.2.1'"
            + " and put it on the PATH, or name it with -Dgatehouse.moto or GATEHOUSE_MOTO";

    /** Where the server of this JVM listens. A property, since test class loaders do not share statics. */
    private static final String ENDPOINT = "gatehouse.moto.endpoint";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Moto() {}

    /** Where it listens; started with the first call. */
    public static URI endpoint() {
        synchronized (Runtime.getRuntime()) {
            @Nullable String running = System.getProperty(ENDPOINT);
            if (running == null) {
                running = start(program());
                System.setProperty(ENDPOINT, running);
            }
            return URI.create(running);
        }
    }

    /** Points a client's builder at a server of a test, with credentials that no one checks. */
    public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B client(B builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }

    private static Path program() {
        @Nullable String named = System.getProperty("gatehouse.moto", System.getenv("GATEHOUSE_MOTO"));
        Optional<Path> program = named == null ? onPath() : Optional.of(Path.of(named));
        return program.filter(Files::isExecutable).orElseThrow(() -> new AssertionError(HOW));
    }

    private static Optional<Path> onPath() {
        @Nullable String path = System.getenv("PATH");
        return Stream.of(Optional.ofNullable(path).orElse("").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "moto_server"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String start(Path program) {
        int port = freePort();
        List<String> command = Arrays.asList(program.toString(), "-H", "127.0.0.1", "-p", Integer.toString(port));
        try {
            Process server = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
            String endpoint = "http://127.0.0.1:" + port;
            await(server, endpoint);
            return endpoint;
        } catch (IOException notStarted) {
            throw new AssertionError(HOW, notStarted);
        }
    }

    private static void stop(Process server) {
        server.descendants().forEach(ProcessHandle::destroy);
        server.destroy();
    }

    private static void await(Process server, String endpoint) {
        Instant deadline = Instant.now().plus(PATIENCE);
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint + "/moto-api/data.json"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (!answers(http, request)) {
                if (!server.isAlive() || Instant.now().isAfter(deadline)) {
                    stop(server);
                    throw new AssertionError("moto_server did not start; " + HOW);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }

    private static boolean answers(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while moto started", interrupted);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }
}
