package dev.gatehouse.audit.ingest.cloudtrail;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gatehouse.audit.event.UtcTime;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Walks over one record: takes what an event is known by, and checks that its form is sound. Used again for the next. */
final class RecordScan {
    private static final int ACCOUNT_DIGITS = 12;

    private final int maxDepth;
    private final @Nullable String accountOfFile;
    private final FieldNames names = new FieldNames();
    private String field = "";
    private @Nullable String problem;
    private @Nullable String uid;
    private @Nullable Instant time;
    private @Nullable String recipient;
    private @Nullable String caller;

    RecordScan(int maxDepth, Optional<String> accountOfFile) {
        this.maxDepth = maxDepth;
        this.accountOfFile = accountOfFile.orElse(null);
    }

    /** Reads from the record's first token, which is the parser's current one, to its last. */
    void read(JsonParser json) throws IOException {
        clear();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            refuse("is not an object");
        }
        if (!json.currentToken().isStructStart()) {
            json.finishToken();
            return;
        }
        open();
        while (names.depth() > 0) {
            take(json, json.nextToken());
        }
        require(uid != null, "has no eventID");
        require(time != null, "has no eventTime, or one that is no time in UTC");
        require(accountOrNull() != null, "names no account, nor does its file");
    }

    /** Why it is no event; empty where it is one, and then {@link #uid}, {@link #time} and {@link #account} are there. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    String uid() {
        return Objects.requireNonNull(uid, "uid");
    }

    Instant time() {
        return Objects.requireNonNull(time, "time");
    }

    /** The account that the record was delivered to, or else that called, or else of the file's name. */
    String account() {
        return Objects.requireNonNull(accountOrNull(), "account");
    }

    private void clear() {
        field = "";
        problem = null;
        uid = null;
        time = null;
        recipient = null;
        caller = null;
    }

    private void take(JsonParser json, JsonToken token) throws IOException {
        switch (token) {
            case FIELD_NAME -> name(json.currentName());
            case VALUE_STRING -> string(json);
            case START_OBJECT, START_ARRAY -> open();
            case END_OBJECT, END_ARRAY -> names.close();
            default -> {
                // A number, a truth value or a null says nothing of who or when.
            }
        }
    }

    private void open() {
        names.open();
        if (names.depth() > maxDepth) {
            refuse("has more than " + maxDepth + " levels");
        }
    }

    private void name(String name) {
        if (names.depth() == 1) {
            field = name;
        }
        if (!names.add(name)) {
            refuse("names a field twice");
        }
    }

    private void string(JsonParser json) throws IOException {
        if (names.depth() == 1) {
            switch (field) {
                case "eventID" -> uid = json.getText();
                case "eventTime" -> time = UtcTime.parse(json.getText()).orElse(null);
                case "recipientAccountId" -> recipient = account(json.getText());
                default -> {
                    // Of no use here.
                }
            }
        } else if (names.depth() == 2 && field.equals("userIdentity") && "accountId".equals(json.currentName())) {
            caller = account(json.getText());
        }
    }

    /** CloudTrail writes {@code ANONYMOUS_PRINCIPAL} and the like where no account called. */
    private static @Nullable String account(String text) {
        return text.length() == ACCOUNT_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9') ? text : null;
    }

    private @Nullable String accountOrNull() {
        return recipient != null ? recipient : caller != null ? caller : accountOfFile;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            refuse(otherwise);
        }
    }

    private void refuse(String because) {
        if (problem == null) {
            problem = because;
        }
    }
}
