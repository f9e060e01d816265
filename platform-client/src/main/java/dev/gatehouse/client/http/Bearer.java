package dev.gatehouse.client.http;

import dev.gatehouse.client.audit.send.TokenSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/** The token that is sent: read when it is first needed, and again after it was refused. */
final class Bearer {
    /** What can stand in a header; anything else is no token. */
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,8192}");

    private final TokenSource source;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Optional<String> token = Optional.empty();

    Bearer(TokenSource source) {
        this.source = source;
    }

    Optional<String> token() {
        Optional<String> known = token;
        return known.isPresent() ? known : another(known);
    }

    /** The token in place of one that was refused; empty where there is no other. */
    Optional<String> another(Optional<String> refused) {
        reading.lock();
        try {
            if (token.equals(refused)) {
                token = source.read().filter(text -> TOKEN.matcher(text).matches());
            }
            return token.equals(refused) ? Optional.empty() : token;
        } finally {
            reading.unlock();
        }
    }
}
