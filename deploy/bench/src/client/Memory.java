package bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.Map;

/** What a client with so many keys holds on the heap, beside a HashMap of the same texts. A row each: what, bytes, bytes a key. */
final class Memory {
    private static final MemoryMXBean HEAP = ManagementFactory.getMemoryMXBean();

    private Memory() {}

    public static void main(String[] args) throws InterruptedException {
        int keys = Integer.parseInt(args[0]);
        long none = used();
        Map<String, String> map = Application.values(keys);
        long withMap = used();
        // The first one loads classes and fills pools.
        try (Application first = new Application(keys)) {
            readAll(first, keys);
        }
        Application few = new Application(10);
        long withFew = used();
        Application many = new Application(keys);
        long withMany = used();
        long read = readAll(many, keys);
        long afterReads = used();
        row("HashMap of the same texts", withMap - none, keys);
        row("a client with " + keys + " keys", withMany - withFew, keys);
        row("the same, each key read once by its type", afterReads - withFew, keys);
        if (few.gatehouse().config().keys().size() + map.size() + read < keys) {
            throw new IllegalStateException("nothing is collected before here");
        }
        few.close();
        many.close();
        System.exit(0);
    }

    private static long readAll(Application application, int keys) {
        long sum = 0;
        for (int i = 0; i < keys; i++) {
            var config = application.gatehouse().config();
            sum += switch (i % 3) {
                case 0 -> config.getString(Application.key(i)).length();
                case 1 -> config.getInt(Application.key(i));
                default -> config.getDuration(Application.key(i)).toSeconds();
            };
        }
        return sum;
    }

    /** Until it has not become less for a second: connections' buffers and ended threads are let go of late. */
    private static long used() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int same = 0; same < 10; same++) {
            System.gc();
            long now = HEAP.getHeapMemoryUsage().getUsed();
            if (now < least - 1_000) {
                least = now;
                same = 0;
            }
            Thread.sleep(100);
        }
        return least;
    }

    private static void row(String what, long bytes, int keys) {
        System.out.printf("%s\t%d\t%d%n", what, bytes, bytes / keys);
    }
}
