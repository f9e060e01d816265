package bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.HashMap;
import java.util.Map;

/** What a client with so many keys holds on the heap, beside a HashMap of the same texts. A row each: what, bytes, bytes a key. */
final class Memory {
    private static final MemoryMXBean HEAP = ManagementFactory.getMemoryMXBean();

    private Memory() {}

    public static void main(String[] args) throws InterruptedException {
        int keys = Integer.parseInt(args[0]);
        // The first one loads classes and fills pools.
        new Application(10).close();
        long none = used();
        Application few = new Application(10);
        long small = used();
        Application many = new Application(keys);
        long withMany = used();
        long read = readAll(many, keys);
        long afterReads = used();
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < keys; i++) {
            map.put(Application.key(i), Application.value(i));
        }
        long withMap = used();
        // The bench's own server holds the same texts once; a map of them is what it costs.
        long texts = withMap - afterReads;
        row("a client with 10 keys", small - none, 10);
        row("a client with " + keys + " keys", withMany - small - texts, keys);
        row("the same, each key read once by its type", afterReads - small - texts, keys);
        row("HashMap of the same texts", texts, keys);
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

    private static long used() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(100);
            least = Math.min(least, HEAP.getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    private static void row(String what, long bytes, int keys) {
        System.out.printf("%s\t%d\t%d%n", what, bytes, bytes / keys);
    }
}
