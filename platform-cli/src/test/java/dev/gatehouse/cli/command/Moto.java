package dev.gatehouse.cli.command;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A moto server: AWS's API over HTTP, in memory. The SDK is pointed at it as its documentation says, by properties. */
final class Moto implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process server;
    private final Map<String, String> properties;

    private Moto(Process server, String endpoint) {
        this.server = server;
        this.properties = Map.of(
                "aws.endpointUrl", endpoint,
                "aws.region", "eu-central-1",
                "aws.accessKeyId", "test",
                "aws.secretAccessKey", "test");
        properties.forEach(System::setProperty);
    }

    static Moto start() throws IOException {
        String program = Optional.ofNullable(System.getenv("GATEHOUSE_MOTO")).orElse("moto_server");
        int port = freePort();
        Process server = new ProcessBuilder(List.of(program, "-H", "127.0.0.1", "-p", String.valueOf(port)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String endpoint = "http://127.0.0.1:" + port;
        Moto moto = new Moto(server, endpoint);
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!answers(endpoint)) {
            if (!server.isAlive() || Instant.now().isAfter(deadline)) {
                moto.close();
                throw new AssertionError("moto_server did not start: pip install 'moto[server]==5.2.1', or name it with"
                        + " GATEHOUSE_MOTO");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return moto;
    }

    private static boolean answers(String endpoint) {
        try {
            HttpURLConnection asked = (HttpURLConnection)
                    URI.create(endpoint + "/moto-api/data.json").toURL().openConnection();
            return asked.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        properties.keySet().forEach(System::clearProperty);
        server.descendants().forEach(ProcessHandle::destroy);
        server.destroy();
    }
}
