import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One client waits for changes of a snapshot, one writer makes them. Prints how long a change took to the client, and
 * how long its write took.
 *
 * <p>Arguments: the snapshot's URL, the parameter's URL, the parameter's key in the snapshot, a file with the reader's
 * and one with the writer's header, how many changes to warm up with, and how many to measure.
 */
final class Watch {
    private static final int FIRST = 10_000;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final String WAIT = "?wait=30s";

    private final URI snapshot;
    private final URI parameter;
    private final Pattern value;
    private final String[] reader;
    private final String[] writer;
    private final HttpClient polls = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpClient writes = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();

    /** A value that the client was told, and when; -1 if the client failed. */
    private record Seen(int value, long nanos) {}

    private Watch(String[] arguments) throws IOException {
        this.snapshot = URI.create(arguments[0]);
        this.parameter = URI.create(arguments[1]);
        this.value = Pattern.compile("\"" + Pattern.quote(arguments[2]) + "\"\\s*:\\s*\"?(\\d+)");
        this.reader = header(arguments[3]);
        this.writer = header(arguments[4]);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int warmup = Integer.parseInt(arguments[5]);
        int changes = Integer.parseInt(arguments[6]);
        new Watch(arguments).measure(warmup, changes);
        // The client still waits for a change that nobody makes.
        System.exit(0);
    }

    private void measure(int warmup, int changes) throws IOException, InterruptedException {
        Thread client = Thread.ofPlatform().daemon().start(this::poll);
        next(-1);
        long[] told = new long[changes];
        long[] written = new long[changes];
        Random pauses = new Random(7);
        for (int i = -warmup; i < changes; i++) {
            // Time for the client's next poll to arrive and to wait; not the same each time.
            TimeUnit.MICROSECONDS.sleep(5_000 + pauses.nextInt(10_000));
            int number = FIRST + warmup + i;
            long sent = System.nanoTime();
            write(number);
            long done = System.nanoTime();
            long at = next(number);
            if (i >= 0) {
                told[i] = at - sent;
                written[i] = done - sent;
            }
        }
        client.interrupt();
        print("change to client", told);
        print("the PUT itself  ", written);
    }

    /** When the client was told a number; the first that it is told of is what there was before. */
    private long next(int number) throws InterruptedException {
        while (true) {
            Seen one = seen.poll(LONGEST.toSeconds(), TimeUnit.SECONDS);
            if (one == null || one.value == -1) {
                throw new IllegalStateException("the client was not told of change " + number);
            }
            if (number == -1 || one.value == number) {
                return one.nanos;
            }
        }
    }

    private void poll() {
        try {
            HttpResponse<String> answer = polls.send(request(snapshot, reader).build(), BodyHandlers.ofString());
            while (true) {
                if (answer.statusCode() == 200) {
                    seen.add(new Seen(number(answer.body()), System.nanoTime()));
                } else if (answer.statusCode() != 304) {
                    throw new IOException("the poll was answered with " + answer.statusCode());
                }
                String tag = answer.headers().firstValue("ETag").orElseThrow();
                answer = polls.send(
                        request(URI.create(snapshot + WAIT), reader).header("If-None-Match", tag).build(),
                        BodyHandlers.ofString());
            }
        } catch (IOException failed) {
            System.err.println("the client failed: " + failed);
            seen.add(new Seen(-1, 0));
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private int number(String body) throws IOException {
        Matcher found = value.matcher(body);
        if (!found.find()) {
            throw new IOException("the snapshot lacks the parameter");
        }
        return Integer.parseInt(found.group(1));
    }

    private void write(int number) throws IOException, InterruptedException {
        HttpRequest put = request(parameter, writer)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"value\":\"" + number + "\"}"))
                .build();
        int status = writes.send(put, BodyHandlers.discarding()).statusCode();
        if (status / 100 != 2) {
            throw new IOException("the write was answered with " + status);
        }
    }

    private static HttpRequest.Builder request(URI url, String[] header) {
        return HttpRequest.newBuilder(url).timeout(LONGEST).header(header[0], header[1]);
    }

    private static String[] header(String file) throws IOException {
        return Files.readString(Path.of(file)).strip().split(":\\s*", 2);
    }

    private static void print(String name, long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        System.out.printf(
                "  %s  p50 %.2f ms, p99 %.2f ms, max %.2f ms%n",
                name, at(sorted, 0.50), at(sorted, 0.99), at(sorted, 1.0));
    }

    /** The smallest value that at least this part of all does not exceed, in milliseconds. */
    private static double at(long[] sorted, double part) {
        return sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)] / 1e6;
    }
}
