import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Starts a server again and again. Prints for each start the milliseconds until a request was answered with 200, and
 * the MiB that were resident then.
 *
 * <p>Arguments: how often, the URL to ask, a file with the credential's header, a file for the server's output, and the
 * command.
 */
final class Starts {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final long PAUSE_NANOS = 500_000;
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s*(\\d+) kB");

    private final URI url;
    private final byte[] request;
    private final Path output;
    private final List<String> command;

    private Starts(URI url, String header, Path output, List<String> command) {
        this.url = url;
        this.request = "GET %s HTTP/1.1\r\nHost: %s\r\n%s\r\nConnection: close\r\n\r\n"
                .formatted(url.getRawPath(), url.getAuthority(), header.strip())
                .getBytes(StandardCharsets.US_ASCII);
        this.output = output;
        this.command = command;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Starts starts = new Starts(
                URI.create(arguments[1]),
                Files.readString(Path.of(arguments[2])),
                Path.of(arguments[3]),
                Arrays.asList(arguments).subList(4, arguments.length));
        for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
            starts.once();
        }
    }

    private void once() throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process server = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            while (!answers()) {
                if (!server.isAlive() || System.nanoTime() - start > LONGEST.toNanos()) {
                    throw new IllegalStateException("the server did not answer; its output is in " + output);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            double millis = (System.nanoTime() - start) / 1e6;
            System.out.printf("%.1f %.1f%n", millis, residentMiB(server.pid()));
        } finally {
            server.destroy();
            if (!server.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                server.destroyForcibly().waitFor();
            }
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(url.getHost()), url.getPort()));
            socket.getOutputStream().write(request);
            String status = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine();
            return status != null && status.startsWith("HTTP/1.1 200 ");
        } catch (IOException notYet) {
            return false;
        }
    }

    private static double residentMiB(long pid) throws IOException {
        Matcher resident = RESIDENT.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
        return resident.find() ? Long.parseLong(resident.group(1)) / 1024.0 : 0;
    }
}
