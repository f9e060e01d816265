package dev.gatehouse.audit.log;

/** Stored bytes are not what the log writes. The message says what is wrong, and never quotes the bytes. */
public class MalformedLog extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedLog(String message) {
        super(message);
    }
}
