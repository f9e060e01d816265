package dev.gatehouse.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * A bucket of moto, which asks for no signature.
 *
 * @param bucket its address, {@code http://host:port/bucket}
 */
record WatchedBucket(URI bucket) implements WatchedPlace {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int NOT_FOUND = 404;

    @Override
    public void put(String name, String text) {
        int status = send(request(name).PUT(BodyPublishers.ofString(text)));
        if (status != 200) {
            throw new StepFailed("the bucket did not take the object: status " + status);
        }
    }

    @Override
    public boolean gone(String name) {
        return send(request(name).GET()) == NOT_FOUND;
    }

    private HttpRequest.Builder request(String name) {
        return HttpRequest.newBuilder(URI.create(bucket + "/" + name)).timeout(PATIENCE);
    }

    private static int send(HttpRequest.Builder request) {
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            return http.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed("given up");
        }
    }
}
