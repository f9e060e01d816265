package dev.gatehouse.audit.event.ocsf;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.Utf8;
import java.io.IOException;
import java.util.Arrays;

/**
 * Where each value of a JSON object begins and ends, in the order in which they stand. Most of an event is copied as it
 * stands, so it is never made into texts and trees; and of each value it is known whether it was mapped, so that the rest
 * can be told. A value is known by its number, and {@link #NONE} is one that is not there. Used again for the next object.
 */
final class JsonTape {
    static final int NONE = -1;
    static final int ROOT = 0;

    /** Characters that a text of OCSF may have; bytes are never fewer. */
    static final int MAX_STRING = 65_535;

    // The parser's own bounds (1,000 levels, names of 50,000 characters, numbers of 1,000 digits) are those of whoever
    // reads what is written here. A bounded pool, because with virtual threads a buffer for each thread would never be
    // used twice.
    private static final int POOLED_BUFFERS = 16;
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .recyclerPool(JsonRecyclerPools.newBoundedPool(POOLED_BUFFERS))
            .build();
    private static final byte PARTLY_TAKEN = 1;
    private static final byte TAKEN = 2;
    private static final byte[] NOTHING = {};
    private static final int TYPICAL_VALUES = 256;
    private static final int MANY_VALUES = 16_384;
    private static final int SLOTS = 128;

    private byte[] bytes = NOTHING;
    private int base;
    private int count;
    private int scalar = NONE;
    private String[] names = {};
    private int[] nameStarts = {};
    private int[] starts = {};
    private int[] ends = {};
    private int[] nexts = {};
    private int[] parents = {};
    private JsonToken[] kinds = {};
    private byte[] marks = {};

    /** Of the object's own fields, the first one of each slot; most are alone in theirs. */
    private final int[] slots = new int[SLOTS];

    JsonTape() {
        resize(TYPICAL_VALUES);
    }

    /**
     * Takes another object; false where the bytes are not one JSON object in UTF-8, or one beyond the parser's bounds, and
     * then nothing may be asked.
     */
    boolean read(ByteSlice raw) {
        bytes = raw.array();
        base = raw.offset();
        count = 0;
        scalar = NONE;
        Arrays.fill(slots, NONE);
        if (Utf8.firstMalformed(raw) >= 0) {
            return false;
        }
        try (JsonParser json = JSON.createParser(bytes, base, raw.length())) {
            return build(json);
        } catch (IOException e) {
            return false;
        }
    }

    /** Lets go of the object, and of what a large one took. */
    void forget() {
        bytes = NOTHING;
        count = 0;
        if (starts.length > MANY_VALUES) {
            resize(TYPICAL_VALUES);
        }
    }

    private boolean build(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        int open = add(json, NONE, "", 0, tokenStart(json));
        String name = "";
        int nameStart = 0;
        while (open != NONE) {
            JsonToken token = json.nextToken();
            int at = tokenStart(json);
            endScalar(at);
            switch (token) {
                case FIELD_NAME -> {
                    name = json.currentName();
                    nameStart = at;
                }
                case START_OBJECT, START_ARRAY -> open = add(json, open, name, nameStart, at);
                case END_OBJECT, END_ARRAY -> {
                    ends[open] = at + 1;
                    nexts[open] = count;
                    open = parents[open];
                }
                default -> scalar = add(json, open, name, nameStart, at);
            }
        }
        return json.nextToken() == null;
    }

    /** A text, number or word ends where what stands between it and the next token begins. */
    private void endScalar(int nextToken) {
        if (scalar != NONE) {
            ends[scalar] = behindLast(nextToken);
            scalar = NONE;
        }
    }

    /** Behind the last byte before this one that is a part of a value or a name. */
    private int behindLast(int before) {
        int at = before;
        while (separates(bytes[at - 1])) {
            at--;
        }
        return at;
    }

    private static boolean separates(byte b) {
        return (b >= 0 && b <= ' ') || b == ',' || b == ':';
    }

    private int add(JsonParser json, int parent, String name, int nameStart, int start) {
        if (count == starts.length) {
            resize(count * 2);
        }
        int value = count++;
        names[value] = name;
        nameStarts[value] = nameStart;
        starts[value] = start;
        nexts[value] = count;
        parents[value] = parent;
        kinds[value] = json.currentToken();
        marks[value] = parent == NONE ? PARTLY_TAKEN : 0;
        if (parent == ROOT && slots[slot(name)] == NONE) {
            slots[slot(name)] = value;
        }
        return value;
    }

    private int tokenStart(JsonParser json) {
        return base + (int) json.currentTokenLocation().getByteOffset();
    }

    private void resize(int size) {
        names = Arrays.copyOf(names, size);
        nameStarts = Arrays.copyOf(nameStarts, size);
        starts = Arrays.copyOf(starts, size);
        ends = Arrays.copyOf(ends, size);
        nexts = Arrays.copyOf(nexts, size);
        parents = Arrays.copyOf(parents, size);
        kinds = Arrays.copyOf(kinds, size);
        marks = Arrays.copyOf(marks, size);
    }

    byte[] bytes() {
        return bytes;
    }

    JsonToken kind(int value) {
        return value == NONE ? JsonToken.NOT_AVAILABLE : kinds[value];
    }

    private static int slot(String name) {
        return name.hashCode() & (SLOTS - 1);
    }

    /** The value of an object's field; the first one where the object has several. */
    int find(int object, String name) {
        if (object == ROOT) {
            int likely = slots[slot(name)];
            return likely == NONE || names[likely].equals(name) ? likely : search(object, name);
        }
        return kind(object) == JsonToken.START_OBJECT ? search(object, name) : NONE;
    }

    private int search(int object, String name) {
        int end = nexts[object];
        for (int child = object + 1; child < end; child = nexts[child]) {
            if (names[child].equals(name)) {
                return child;
            }
        }
        return NONE;
    }

    /** The first value within an object or a list, or none. */
    int first(int container) {
        return kind(container).isStructStart() && container + 1 < nexts[container] ? container + 1 : NONE;
    }

    /** The value behind this one in the same object or list, or none. */
    int after(int value) {
        return nexts[value] < nexts[parents[value]] ? nexts[value] : NONE;
    }

    /** A field that is a text, not empty and no longer than OCSF's texts are. */
    int findText(int object, String name) {
        int value = find(object, name);
        return isText(value) ? value : NONE;
    }

    boolean isText(int value) {
        return kind(value) == JsonToken.VALUE_STRING
                && bytes[starts[value] + 1] != '"'
                && end(value) - starts[value] <= MAX_STRING;
    }

    /** A text field, which is mapped by this. */
    int takeText(int object, String name) {
        return take(findText(object, name));
    }

    /** Notes that a value was mapped. */
    int take(int value) {
        if (value != NONE) {
            marks[value] = TAKEN;
            for (int parent = parents[value]; parent != NONE && marks[parent] == 0; parent = parents[parent]) {
                marks[parent] = PARTLY_TAKEN;
            }
        }
        return value;
    }

    boolean isTaken(int value) {
        return marks[value] == TAKEN;
    }

    boolean isPartlyTaken(int value) {
        return marks[value] == PARTLY_TAKEN;
    }

    /** Whether something in a value was not mapped; a null is nothing. */
    boolean hasRest(int value) {
        int end = nexts[value];
        int at = value;
        while (at < end) {
            if (marks[at] == 0) {
                if (kind(at) != JsonToken.VALUE_NULL) {
                    return true;
                }
                at = nexts[at];
            } else {
                at = marks[at] == TAKEN ? nexts[at] : at + 1;
            }
        }
        return false;
    }

    /** What a text says, empty for everything that is no text; half surrogate pairs are question marks. */
    String text(int value) {
        if (kind(value) != JsonToken.VALUE_STRING) {
            return "";
        }
        int start = starts[value] + 1;
        int length = end(value) - 1 - start;
        for (int i = start; i < start + length; i++) {
            if (bytes[i] == '\\') {
                return unescaped(value);
            }
        }
        return new String(bytes, start, length, UTF_8);
    }

    private String unescaped(int value) {
        try (JsonParser json = JSON.createParser(bytes, starts[value], end(value) - starts[value])) {
            String text = json.nextToken() == JsonToken.VALUE_STRING ? json.getText() : "";
            return new String(text.getBytes(UTF_8), UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** A whole number of at most 18 digits. */
    long number(int value) {
        return Long.parseLong(new String(bytes, starts[value], end(value) - starts[value], UTF_8));
    }

    /** Whether a value is a text that says this; the text has no characters that JSON escapes. */
    boolean says(int value, String text) {
        return kind(value) == JsonToken.VALUE_STRING && text(value).equals(text);
    }

    int start(int value) {
        return starts[value];
    }

    /** Behind its last byte. */
    int end(int value) {
        return ends[value];
    }

    int nameStart(int value) {
        return nameStarts[value];
    }

    int nameEnd(int value) {
        return behindLast(starts[value]);
    }
}
