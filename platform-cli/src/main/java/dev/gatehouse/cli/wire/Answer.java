package dev.gatehouse.cli.wire;

import dev.gatehouse.cli.shell.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** An answer whose body is still to be read. */
public final class Answer implements AutoCloseable {
    private static final int BUFFER = 64 << 10;

    private final int status;
    private final HttpHeaders headers;
    private final InputStream body;
    private final Supplier<Failure> broken;

    Answer(int status, HttpHeaders headers, InputStream body, Supplier<Failure> broken) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.broken = broken;
    }

    int status() {
        return status;
    }

    /** A header's value. */
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** All of the body. */
    byte[] bytes(int most) {
        try {
            byte[] bytes = body.readNBytes(most + 1);
            if (bytes.length > most) {
                throw Failure.refused("an answer is larger than " + most + " bytes: ask for less");
            }
            return bytes;
        } catch (IOException e) {
            throw broken.get();
        }
    }

    /**
     * Copies the body.
     *
     * @throws IOException the target can't be written
     */
    public long copyTo(OutputStream target) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long copied = 0;
        for (int read = next(buffer); read >= 0; read = next(buffer)) {
            target.write(buffer, 0, read);
            copied += read;
        }
        target.flush();
        return copied;
    }

    private int next(byte[] buffer) {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw broken.get();
        }
    }

    /** Reads the body line by line, as long as more is wanted. */
    public void lines(Predicate<String> wantsMore) {
        BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        try {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!wantsMore.test(line)) {
                    return;
                }
            }
        } catch (IOException e) {
            throw broken.get();
        }
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            // There is nothing to be lost with it.
        }
    }
}
