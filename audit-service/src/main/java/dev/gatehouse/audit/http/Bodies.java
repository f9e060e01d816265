package dev.gatehouse.audit.http;

import dev.gatehouse.service.http.Problem;
import dev.gatehouse.service.http.Problems;
import dev.gatehouse.service.http.RouteProblems;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Reads bodies of requests, each up to a limit, and all that are under way together up to another. */
public final class Bodies {
    private final int maxBytes;
    private final long maxTogether;
    private final AtomicLong together = new AtomicLong();
    private final RouteProblems problems;

    /**
     * @param maxBytes of one body, as it is on the wire
     * @param maxTogether bytes of all bodies that are being read or handled
     */
    public Bodies(int maxBytes, long maxTogether, RouteProblems problems) {
        this.maxBytes = maxBytes;
        this.maxTogether = maxTogether;
        this.problems = problems;
    }

    /** Reads a request's body, and hands it on when it is complete; called on the event loop, where it also hands on. */
    void read(RoutingContext context, Consumer<byte[]> then) {
        Reading reading = new Reading(context, then);
        HttpServerRequest request = context.request();
        context.addEndHandler(ended -> reading.release());
        request.handler(reading::add);
        request.endHandler(ended -> reading.complete());
        request.exceptionHandler(failure -> reading.release());
        request.resume();
    }

    /** A body on its way. */
    private final class Reading {
        private final RoutingContext context;
        private final Consumer<byte[]> then;
        private final Buffer body = Buffer.buffer();
        private boolean refused;
        private long counted;

        Reading(RoutingContext context, Consumer<byte[]> then) {
            this.context = context;
            this.then = then;
        }

        void add(Buffer bytes) {
            if (refused) {
                return;
            }
            counted += bytes.length();
            long all = together.addAndGet(bytes.length());
            if (body.length() + bytes.length() > maxBytes) {
                refuse(Problems.ofStatus(413));
            } else if (all > maxTogether) {
                refuse(new Problem(503, "busy", "Unavailable", "Too many bodies are being read.")
                        .retryingAfter(Problems.RETRY_SECONDS));
            } else {
                body.appendBuffer(bytes);
            }
        }

        private void refuse(Problem problem) {
            refused = true;
            problems.send(context, problem);
        }

        void complete() {
            if (!refused) {
                then.accept(body.getBytes());
            }
        }

        void release() {
            together.addAndGet(-counted);
            counted = 0;
        }
    }
}
