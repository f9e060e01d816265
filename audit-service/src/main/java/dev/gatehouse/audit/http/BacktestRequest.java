package dev.gatehouse.audit.http;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.audit.detect.BacktestRange;
import dev.gatehouse.service.http.BadRequest;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads which part of the log a backtest is about: {@code from} and {@code to}, {@code fromIndex} and {@code toIndex}. */
final class BacktestRequest {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> NAMES = Set.of("from", "to", "fromIndex", "toIndex");

    private BacktestRequest() {}

    /** Of a JSON object; of no body at all, everything. */
    static BacktestRange ofJson(byte[] body) {
        Map<String, String> texts = new HashMap<>();
        JsonNode json = read(body);
        json.properties().forEach(field -> {
            if (!field.getValue().isTextual() && !field.getValue().isIntegralNumber()) {
                throw bad("a field is neither a text nor a whole number");
            }
            texts.put(field.getKey(), field.getValue().asText());
        });
        return range(texts);
    }

    private static JsonNode read(byte[] body) {
        try {
            JsonNode json = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (IOException e) {
            // Said below; the parser's message would quote the body.
        }
        throw bad("the body is not a JSON object of distinct fields");
    }

    /** Of a query's parameters. */
    static BacktestRange ofQuery(MultiMap parameters) {
        Map<String, String> texts = new HashMap<>();
        parameters.forEach(parameter -> {
            if (texts.put(parameter.getKey(), parameter.getValue()) != null) {
                throw bad("a parameter is given twice");
            }
        });
        return range(texts);
    }

    private static BacktestRange range(Map<String, String> texts) {
        if (!NAMES.containsAll(texts.keySet())) {
            throw bad("only from, to, fromIndex and toIndex are known");
        }
        try {
            return new BacktestRange(
                    time(texts.get("from")),
                    time(texts.get("to")),
                    index(texts.get("fromIndex")),
                    index(texts.get("toIndex")));
        } catch (DateTimeException e) {
            throw bad("from and to must be RFC 3339, such as 2026-03-01T10:15:30Z");
        } catch (NumberFormatException e) {
            throw bad("fromIndex and toIndex must be whole numbers");
        } catch (IllegalArgumentException e) {
            throw bad(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Instant> time(@Nullable String text) {
        return Optional.ofNullable(text).map(Instant::parse);
    }

    private static OptionalLong index(@Nullable String text) {
        return text == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }

    private static BadRequest bad(String message) {
        return new BadRequest("invalid-range", message);
    }
}
