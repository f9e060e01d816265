package dev.gatehouse.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** One of the services, as an operator's program asks it: JSON by HTTP/1.1, with the token that stands in a file. */
final class ServiceApi implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int PROBLEM = 300;

    private final String name;
    private final URI address;
    private final Path tokenFile;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    ServiceApi(String name, URI address, Path tokenFile) {
        this.name = name;
        this.address = address;
        this.tokenFile = tokenFile;
    }

    URI address() {
        return address;
    }

    /** @throws ServiceRefused the answer is no success, or there is none */
    JsonNode get(String target) {
        return json(body(request(target).GET(), target));
    }

    /** A body that is no JSON. */
    byte[] bytes(String target) {
        return body(request(target).GET(), target);
    }

    /** @throws ServiceRefused the answer is no success, or there is none */
    JsonNode post(String target, String json) {
        return json(body(
                request(target).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)),
                target));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(address.resolve(target))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token());
    }

    private String token() {
        try {
            return Files.readString(tokenFile).strip();
        } catch (IOException e) {
            throw new ServiceRefused(name, 0, "its token, " + tokenFile + ", can't be read");
        }
    }

    private byte[] body(HttpRequest.Builder request, String target) {
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() < OK || answer.statusCode() >= PROBLEM) {
                throw new ServiceRefused(name, answer.statusCode(), target + ": " + detail(answer.body()));
            }
            return answer.body();
        } catch (IOException e) {
            throw new ServiceRefused(name, 0, target + ": no answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceRefused(name, 0, target + ": given up");
        }
    }

    private static String detail(byte[] body) {
        try {
            return JSON.readTree(body).path("detail").asText("no detail");
        } catch (IOException noProblem) {
            return "no detail";
        }
    }

    private JsonNode json(byte[] body) {
        try {
            return body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new ServiceRefused(name, OK, "the answer is no JSON");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
