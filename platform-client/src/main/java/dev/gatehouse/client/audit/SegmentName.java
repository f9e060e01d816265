package dev.gatehouse.client.audit;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What files are called: {@code 000000000042.segment}, and the same with {@code .damaged} once put aside. */
final class SegmentName {
    private static final String SEGMENT = ".segment";
    private static final String DAMAGED = ".segment.damaged";
    private static final Pattern SHAPE = Pattern.compile("(\\d{12})(\\.segment(?:\\.damaged)?)");

    private SegmentName() {}

    static String of(long number) {
        return "%012d".formatted(number) + SEGMENT;
    }

    /** The number of a segment; empty where the name is another's. */
    static OptionalLong segment(String name) {
        return number(name, SEGMENT);
    }

    /** The number of a segment that was put aside; empty where the name is another's. */
    static OptionalLong damaged(String name) {
        return number(name, DAMAGED);
    }

    private static OptionalLong number(String name, String suffix) {
        Matcher shape = SHAPE.matcher(name);
        return shape.matches() && shape.group(2).equals(suffix)
                ? OptionalLong.of(Long.parseLong(shape.group(1)))
                : OptionalLong.empty();
    }
}
