package dev.gatehouse.client.managed;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What config-service hands over at one time.
 *
 * @param set names the set of secrets' versions that the values are of, without any value; the same while none of them changes
 * @param key the key that this one is made with, and no other
 * @param values what can be looked for
 * @param unreadable secrets that the store could not open, whose values are missing here
 * @param tooLong owners of values that are longer than {@link ManagedValue#LONGEST}, and missing here
 */
public record HandOver(
        String set, ManagedKey key, List<ManagedValue> values, List<String> unreadable, List<String> tooLong) {
    private static final Pattern SET = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    /** @throws IllegalArgumentException the set is not named as one */
    public HandOver {
        if (!isSet(set)) {
            throw new IllegalArgumentException("a set's name is 1 to 128 of A-Z a-z 0-9 _ -");
        }
        values = List.copyOf(values);
        unreadable = List.copyOf(unreadable);
        tooLong = List.copyOf(tooLong);
    }

    /** Whether a text can name a set. */
    public static boolean isSet(String text) {
        return SET.matcher(text).matches();
    }
}
