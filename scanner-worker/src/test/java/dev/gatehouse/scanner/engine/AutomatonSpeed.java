package dev.gatehouse.scanner.engine;

import java.util.List;

/** Runs the keyword automaton alone, for the benchmark. */
public final class AutomatonSpeed {
    private AutomatonSpeed() {}

    /** How many keywords a scanner looks for. */
    public static int keywords(Scanner scanner) {
        return scanner.keywords().words().size();
    }

    /** How many keywords stand in the contents. */
    public static long hits(Scanner scanner, List<byte[]> contents) {
        long[] hits = new long[1];
        for (byte[] content : contents) {
            scanner.keywords().run(content, 0, content.length, (keyword, start, end) -> {
                hits[0]++;
                return true;
            });
        }
        return hits[0];
    }
}
