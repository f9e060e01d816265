package dev.gatehouse.scanner.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import dev.gatehouse.client.managed.HandOver;
import dev.gatehouse.scanner.managed.FakeConfigService;
import java.util.concurrent.atomic.AtomicInteger;

/** config-service that hands one secret over, and rotates it when it is asked; done when it was looked at often enough. */
final class RotatingConfig implements FakeConfigService.Reply {
    static final String SECRET = "aurora/dev/database-credentials";

    private final FakeConfigService.Reply before;
    private final FakeConfigService.Reply after;
    private final AtomicInteger rotated = new AtomicInteger();
    private volatile boolean isDone;

    RotatingConfig(String value) {
        HandOver leaked = FakeConfigService.of("1-a", SECRET + "#password", "v1", value);
        HandOver next = FakeConfigService.of("2-b", SECRET + "#password", "v2", "another value by now");
        before = FakeConfigService.handsOver(leaked);
        after = FakeConfigService.handsOver(next);
    }

    /** Every consumer has the new version, and the old one is retired. */
    void finish() {
        isDone = true;
    }

    int rotations() {
        return rotated.get();
    }

    @Override
    public void to(HttpExchange exchange, FakeConfigService.Request request) throws Exception {
        String rotation = "{\"id\":\"rotation-1\",\"secret\":\"" + SECRET + "\",\"state\":\""
                + (isDone ? "done" : "awaiting-adoption")
                + "\",\"reason\":\"leaked\",\"trigger\":\"request\",\"from\":\"v1\",\"to\":\"v2\"}";
        if (request.line().equals("POST /v1/secrets/" + SECRET + ":rotate")) {
            rotated.incrementAndGet();
            json(202, rotation).to(exchange, request);
        } else if (request.line().equals("GET /v1/secrets/" + SECRET + ":rotation")) {
            json(200, isDone ? "{\"last\":[" + rotation + "]}" : "{\"running\":" + rotation + ",\"last\":[]}")
                    .to(exchange, request);
        } else {
            (isDone ? after : before).to(exchange, request);
        }
    }

    private static FakeConfigService.Reply json(int status, String body) {
        return FakeConfigService.status(status, body.getBytes(UTF_8));
    }
}
