package dev.gatehouse.audit.log;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Destroys payloads of one frame. The salts are overwritten first, and the payloads once that is durable: whenever the
 * power fails, an event is whole or says that it was erased. Payloads between those that go are written again as they are,
 * so that a frame is overwritten twice and not once an event.
 */
final class PayloadErasure {
    /** Bytes that are overwritten at once, unless one payload alone has more. */
    private static final long AT_ONCE = 8 << 20;

    private final PayloadStore store;
    private final SegmentTable.Place place;

    /** @param place where the frame begins */
    PayloadErasure(PayloadStore store, SegmentTable.Place place) {
        this.store = store;
        this.place = place;
    }

    /** @param rows of the frame, ascending */
    void erase(List<Frame.Row> rows) {
        List<Frame.Row> together = new ArrayList<>();
        for (Frame.Row row : rows) {
            if (!together.isEmpty() && row.end() - together.getFirst().offset() > AT_ONCE) {
                overwrite(together);
                together.clear();
            }
            together.add(row);
        }
        if (!together.isEmpty()) {
            overwrite(together);
        }
    }

    private void overwrite(List<Frame.Row> rows) {
        long start = rows.getFirst().offset();
        int length = (int) (rows.getLast().end() - start);
        ByteBuffer stored = store.read(place.segment(), place.offset() + start, length);
        if (stored.remaining() < length) {
            throw new MalformedLog("the payload segment " + place.segment() + " ends before its frame does");
        }
        byte[] bytes = new byte[length];
        stored.get(bytes);
        rows.forEach(row -> SaltedPayload.eraseSalt(bytes, (int) (row.offset() - start)));
        store.overwrite(place.segment(), place.offset() + start, ByteBuffer.wrap(bytes));
        rows.forEach(row -> SaltedPayload.erase(bytes, (int) (row.offset() - start), row.length()));
        store.overwrite(place.segment(), place.offset() + start, ByteBuffer.wrap(bytes));
    }
}
