package dev.gatehouse.audit.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A response's body, written by a thread that waits for its reader: one piece is gathered while another is on its way, and
 * there is never more. A reader that takes no piece for a while fails the write. For one thread.
 */
final class ResponseOutput extends OutputStream {
    private static final int PIECE = 64 << 10;

    private final HttpServerResponse response;
    private final Duration patience;
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream(PIECE);
    private Future<Void> underWay = Future.succeededFuture();

    /** @param patience how long the reader may take for one piece */
    ResponseOutput(HttpServerResponse response, Duration patience) {
        this.response = response;
        this.patience = patience;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            int some = Math.min(end - at, PIECE - gathered.size());
            gathered.write(bytes, at, some);
            at += some;
            if (gathered.size() == PIECE) {
                flush();
            }
        }
    }

    /** Sends what is gathered, once the reader has taken what was sent before. */
    @Override
    public void flush() throws IOException {
        awaitTaken();
        if (gathered.size() > 0) {
            underWay = sent(Buffer.buffer(gathered.toByteArray()));
            gathered.reset();
        }
    }

    /** Sends all and ends the response, with a trailer that says how. */
    void end(String trailer, String value) throws IOException {
        flush();
        awaitTaken();
        try {
            response.putTrailer(trailer, value);
            underWay = response.end();
        } catch (IllegalStateException e) {
            throw new IOException("the response is closed", e);
        }
    }

    private Future<Void> sent(Buffer piece) throws IOException {
        try {
            return response.write(piece);
        } catch (IllegalStateException e) {
            throw new IOException("the response is closed", e);
        }
    }

    private void awaitTaken() throws IOException {
        try {
            underWay.toCompletionStage().toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the reader is too slow", e);
        } catch (ExecutionException e) {
            throw new IOException("the reader has gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the reader was waited for", e);
        }
    }
}
