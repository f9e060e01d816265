package dev.gatehouse.audit.log.verify;

import dev.gatehouse.audit.log.LogEntry;
import dev.gatehouse.audit.log.MalformedLog;
import dev.gatehouse.audit.tlog.BundleId;
import dev.gatehouse.audit.tlog.EntryBundle;
import dev.gatehouse.audit.tlog.InvalidFormat;
import dev.gatehouse.audit.tlog.TilePath;
import java.util.List;

/** The entries of a log's beginning, read from its bundles and not from its segments. */
final class OldEntries {
    private final LogSource source;
    private final long size;
    private final long now;

    /**
     * @param size how many events the beginning has
     * @param now how many the log has
     */
    OldEntries(LogSource source, long size, long now) {
        this.source = source;
        this.size = size;
        this.now = now;
    }

    /**
     * The entries of the bundle that begins with an event.
     *
     * @param first a multiple of 256
     * @throws BrokenLog it is missing, or has other than entries
     */
    List<byte[]> from(long first) {
        int width = (int) Math.min(TilePath.FULL_WIDTH, size - first);
        BundleId id = new BundleId(first / TilePath.FULL_WIDTH, (int) Math.min(TilePath.FULL_WIDTH, now - first));
        byte[] bytes = source.file(id.path())
                .or(() -> source.file(id.whole().path()))
                .orElseThrow(() -> new BrokenLog(new Place.InTile(id.path()), "it is missing"));
        Place place = new Place.InTile(id.path());
        try {
            List<byte[]> entries = EntryBundle.decode(bytes);
            if (entries.size() < width) {
                throw new BrokenLog(place, "it has " + entries.size() + " entries, not " + width);
            }
            entries.subList(0, width).forEach(LogEntry::decode);
            return entries.subList(0, width);
        } catch (InvalidFormat | MalformedLog e) {
            throw new BrokenLog(place, String.valueOf(e.getMessage()));
        }
    }
}
