import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends events, alone and many at a time. */
final class Sender {
    private static final int ATTEMPTS = 5;
    private static final int BATCH = 100;
    private static final Pattern RECEIPT =
            Pattern.compile("\"uid\":\"([^\"]+)\",\"index\":(\\d+)(?:,\"leafHash\":\"[^\"]*\")?(,\"duplicate\":true)?");

    private final Service service;
    private final Acknowledged acknowledged;
    private final int round;
    private final AtomicInteger number = new AtomicInteger();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** Whether each event that is being sent was acknowledged before. */
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();
    private volatile boolean stopped;
    private volatile String reason = "";
    private volatile Optional<Wrong> wrong = Optional.empty();

    Sender(Service service, Acknowledged acknowledged, int round) {
        this.service = service;
        this.acknowledged = acknowledged;
        this.round = round;
    }

    void sendOnAndOn(int sender, Random choices) {
        try {
            while (!stopped) {
                int count = choices.nextInt(4) == 0 ? 1 + choices.nextInt(BATCH) : 1;
                List<String> uids = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    uids.add("r" + round + "-" + sender + "-" + number.incrementAndGet());
                }
                send(uids);
            }
        } catch (Wrong e) {
            wrong = Optional.of(e);
        }
    }

    void stop() {
        stopped = true;
    }

    void rethrow() {
        wrong.ifPresent(e -> {
            throw e;
        });
    }

    /** Sends events again: those that were acknowledged must be there, with their indexes. */
    void again(List<String> uids) {
        for (int i = 0; i < uids.size(); i += 2_000) {
            List<String> some = uids.subList(i, Math.min(uids.size(), i + 2_000));
            Map<String, Boolean> duplicates = patiently(some);
            for (String uid : some) {
                boolean there = Boolean.TRUE.equals(duplicates.get(uid));
                if (acknowledgedBefore(uid) && !there) {
                    throw new Wrong(uid + " was acknowledged, and is not in the log any more");
                }
            }
        }
    }

    /** A service that was just started takes events, if not at the first attempt. */
    private Map<String, Boolean> patiently(List<String> uids) {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            Optional<Map<String, Boolean>> answer = post(uids);
            if (answer.isPresent()) {
                return answer.get();
            }
            System.out.println("round " + round + ", just started: " + reason);
            pause();
        }
        return post(uids)
                .orElseThrow(() -> new Wrong("a service that was just started does not take events: " + reason));
    }

    private boolean acknowledgedBefore(String uid) {
        return known.getOrDefault(uid, false);
    }

    private void send(List<String> uids) {
        if (post(uids).isEmpty()) {
            uids.forEach(acknowledged::doubt);
            if (!stopped) {
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** For each event that is acknowledged whether it was there before; nothing where there is no whole answer. */
    private Optional<Map<String, Boolean>> post(List<String> uids) {
        uids.forEach(uid -> known.put(uid, acknowledged.has(uid)));
        StringBuilder body = new StringBuilder();
        uids.forEach(uid -> body.append(event(uid)).append('\n'));
        HttpRequest request = HttpRequest.newBuilder(service.url("/v1/events"))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + service.token())
                .header("Content-Type", uids.size() == 1 ? "application/json" : "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer(response, uids);
        } catch (IOException e) {
            reason = e.toString();
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<Map<String, Boolean>> answer(HttpResponse<String> response, List<String> uids) {
        int status = response.statusCode();
        if (status != 201 && status != 207) {
            if (status < 500) {
                throw new Wrong("the service answered " + status + ": " + response.body());
            }
            reason = "status " + status + ": " + response.body();
            return Optional.empty();
        }
        Map<String, Boolean> duplicates = new HashMap<>();
        Matcher receipts = RECEIPT.matcher(response.body());
        while (receipts.find()) {
            acknowledged.put(receipts.group(1), Long.parseLong(receipts.group(2)));
            duplicates.put(receipts.group(1), receipts.group(3) != null);
        }
        reason = duplicates.size() + " receipts for " + uids.size() + " events";
        return duplicates.keySet().containsAll(uids) ? Optional.of(duplicates) : Optional.empty();
    }

    private static String event(String uid) {
        return """
                {"uid":"%s","time":"2026-10-01T12:00:00Z","source":"kill","principal":"token/t1","action":"bench:kill",\
                "resource":"/a/b","outcome":"success"}""".formatted(uid);
    }
}
