package dev.gatehouse.client.managed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a handing-over, token by token. */
final class HandOverReader implements AutoCloseable {
    private final JsonParser json;
    private @Nullable String set;
    private @Nullable ManagedKey key;
    private @Nullable List<ManagedValue> values;
    private List<String> unreadable = List.of();
    private List<String> tooLong = List.of();

    HandOverReader(JsonParser json) {
        this.json = json;
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    HandOver read() throws IOException {
        require(json.nextToken() == JsonToken.START_OBJECT, "is no object");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            field(json.currentName());
        }
        require(json.nextToken() == null, "has something after its end");
        return new HandOver(present(set, "set"), present(key, "key"), present(values, "values"), unreadable, tooLong);
    }

    private void field(String name) throws IOException {
        json.nextToken();
        switch (name) {
            case "set" -> set = text(name);
            case "key" -> key = key();
            case "values" -> values = values();
            case "unreadable" -> unreadable = texts(name);
            case "tooLong" -> tooLong = texts(name);
            default -> json.skipChildren();
        }
    }

    private ManagedKey key() throws IOException {
        require(json.currentToken() == JsonToken.VALUE_STRING, "has a key that is no text");
        byte[] bytes = json.getBinaryValue();
        try {
            return ManagedKey.of(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private List<ManagedValue> values() throws IOException {
        require(json.currentToken() == JsonToken.START_ARRAY, "has values that are no list");
        List<ManagedValue> all = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(json.currentToken() == JsonToken.START_OBJECT, "has a value that is no object");
            all.add(value());
        }
        return all;
    }

    private ManagedValue value() throws IOException {
        @Nullable String owner = null;
        @Nullable String version = null;
        @Nullable String mac = null;
        @Nullable Integer length = null;
        @Nullable Integer window = null;
        List<String> stages = List.of();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "owner" -> owner = text(name);
                case "version" -> version = text(name);
                case "mac" -> mac = text(name);
                case "length" -> length = number(name);
                case "window" -> window = number(name);
                case "stages" -> stages = texts(name);
                default -> json.skipChildren();
            }
        }
        return new ManagedValue(
                present(owner, "owner"),
                present(version, "version"),
                stages,
                present(length, "length"),
                present(window, "window"),
                present(mac, "mac"));
    }

    private String text(String name) throws IOException {
        require(json.currentToken() == JsonToken.VALUE_STRING, "has a '" + name + "' that is no text");
        return json.getText();
    }

    private int number(String name) throws IOException {
        require(json.currentToken() == JsonToken.VALUE_NUMBER_INT, "has a '" + name + "' that is no whole number");
        return json.getIntValue();
    }

    private List<String> texts(String name) throws IOException {
        require(json.currentToken() == JsonToken.START_ARRAY, "has '" + name + "' that are no list");
        List<String> texts = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            texts.add(text(name));
        }
        return texts;
    }

    private static <T> T present(@Nullable T part, String name) {
        if (part == null) {
            throw new MalformedHandOver("has no '" + name + "'");
        }
        return part;
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new MalformedHandOver(problem);
        }
    }
}
