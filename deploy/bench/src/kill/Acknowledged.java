import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What was acknowledged, and what was sent and never answered. */
final class Acknowledged {
    private final Map<String, Long> indexes = new ConcurrentHashMap<>();
    private final Map<Long, String> uids = new ConcurrentHashMap<>();
    private final Map<String, Boolean> doubts = new ConcurrentHashMap<>();
    private final Map<String, Boolean> recent = new ConcurrentHashMap<>();
    private final AtomicLong doubted = new AtomicLong();
    private final AtomicLong resolved = new AtomicLong();

    void put(String uid, long index) {
        Long before = indexes.putIfAbsent(uid, index);
        if (before != null && before != index) {
            throw new Wrong(uid + " has the index " + index + ", and was acknowledged with " + before);
        }
        String other = uids.putIfAbsent(index, uid);
        if (other != null && !other.equals(uid)) {
            throw new Wrong("the index " + index + " was acknowledged for " + other + " and for " + uid);
        }
        recent.put(uid, true);
        if (doubts.remove(uid) != null) {
            resolved.incrementAndGet();
        }
    }

    void doubt(String uid) {
        if (!indexes.containsKey(uid) && doubts.putIfAbsent(uid, true) == null) {
            doubted.incrementAndGet();
        }
    }

    boolean has(String uid) {
        return indexes.containsKey(uid);
    }

    void beginRound() {
        recent.clear();
    }

    List<String> recent() {
        return List.copyOf(recent.keySet());
    }

    List<String> all() {
        return List.copyOf(indexes.keySet());
    }

    List<String> doubts() {
        return List.copyOf(doubts.keySet());
    }

    long size() {
        return indexes.size();
    }

    long doubted() {
        return doubted.get();
    }

    long resolved() {
        return resolved.get();
    }
}
