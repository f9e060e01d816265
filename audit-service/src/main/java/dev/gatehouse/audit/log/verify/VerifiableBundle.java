package dev.gatehouse.audit.log.verify;

import dev.gatehouse.audit.log.SealedCheckpoint;
import dev.gatehouse.audit.log.SealedEvent;
import dev.gatehouse.audit.log.SealedLog;
import dev.gatehouse.audit.tlog.InclusionProof;
import dev.gatehouse.audit.tlog.TileReader;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes events so that anybody can check them offline: a zip file of {@code checkpoint} (the signed note),
 * {@code events.ndjson} (a line an event, with its entry, salt, payload and inclusion proof, see {@link BundleLine}) and
 * {@code manifest.json} (see {@link BundleManifest}). It is written as a stream, in memory that does not grow with it.
 *
 * <p>All events are proved to stand in one tree: that of the checkpoint which was the newest at the beginning. A bundle
 * that was not finished has no directory, so no reader takes it for whole.
 *
 * <pre>{@code
 * VerifiableBundle bundle = VerifiableBundle.begin(out, log, Map.of("query", "source=cloudtrail"));
 * for (long index : indexes) {
 *     if (bundle.covers(index)) {
 *         bundle.add(index);
 *     }
 * }
 * bundle.finish();
 * }</pre>
 *
 * <p>Not for use by several threads.
 */
public final class VerifiableBundle {
    /** What a bundle is on the wire. */
    public static final String MEDIA_TYPE = "application/zip";

    static final String CHECKPOINT = "checkpoint";
    static final String EVENTS = "events.ndjson";
    static final String MANIFEST = "manifest.json";

    private final ZipOutputStream zip;
    private final DigestOutputStream lines;
    private final BundleLine line = new BundleLine();
    private final SealedCheckpoint checkpoint;
    private final SealedWindow window;
    private final InclusionPaths proofs;
    private final Map<String, String> about;
    private long events;
    private long erased;

    private VerifiableBundle(
            OutputStream out,
            SealedCheckpoint checkpoint,
            SealedWindow window,
            TileReader tiles,
            Map<String, String> about) {
        this.zip = new ZipOutputStream(out);
        this.lines = new DigestOutputStream(unclosed(zip), Digests.sha256());
        this.checkpoint = checkpoint;
        this.window = window;
        this.proofs = new InclusionPaths(tiles, checkpoint.checkpoint().size());
        this.about = new TreeMap<>(about);
    }

    private static OutputStream unclosed(OutputStream target) {
        return new FilterOutputStream(target) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                target.write(bytes, offset, length);
            }

            @Override
            public void close() {}
        };
    }

    /**
     * Begins a bundle of events that the log's newest checkpoint covers.
     *
     * @param out is not closed
     * @param about what the manifest tells of the events, such as the query; nobody checks it
     * @throws IllegalStateException the log has no checkpoint yet
     * @throws IOException it can't be written
     */
    public static VerifiableBundle begin(OutputStream out, SealedLog log, Map<String, String> about)
            throws IOException {
        SealedCheckpoint checkpoint =
                log.checkpoint().orElseThrow(() -> new IllegalStateException("the log has no checkpoint yet"));
        TileReader tiles = new RecentTiles(tile -> log.tile(tile));
        VerifiableBundle bundle = new VerifiableBundle(out, checkpoint, new SealedWindow(log::sealed), tiles, about);
        bundle.begin();
        return bundle;
    }

    private void begin() throws IOException {
        zip.setLevel(Deflater.BEST_SPEED);
        zip.putNextEntry(new ZipEntry(CHECKPOINT));
        zip.write(checkpoint.note().bytes());
        zip.closeEntry();
        zip.putNextEntry(new ZipEntry(EVENTS));
    }

    /** Whether the checkpoint covers an event; others can't be in this bundle. */
    public boolean covers(long index) {
        return index >= 0 && index < checkpoint.checkpoint().size();
    }

    /**
     * Adds an event. Each may be added once; it is quickest in the log's order. An erased one is added without its payload.
     *
     * @throws IllegalArgumentException the checkpoint does not {@link #covers cover} it
     * @throws IOException it can't be written
     */
    public void add(long index) throws IOException {
        if (!covers(index)) {
            throw new IllegalArgumentException("the checkpoint does not cover event " + index);
        }
        SealedEvent event = window.event(index);
        InclusionProof proof = proofs.of(index);
        lines.write(line.of(event, proof));
        events++;
        erased += event.erased() ? 1 : 0;
    }

    /** How many events were added. */
    public long events() {
        return events;
    }

    /** Lets the manifest tell something more, such as that the bundle was cut. */
    public void about(String name, String value) {
        about.put(name, value);
    }

    /** Writes what makes it whole; nothing may be added afterwards. Flushes, and does not close. */
    public void finish() throws IOException {
        zip.closeEntry();
        zip.putNextEntry(new ZipEntry(MANIFEST));
        zip.write(BundleManifest.of(
                        checkpoint.checkpoint(),
                        events,
                        erased,
                        lines.getMessageDigest().digest(),
                        about)
                .json());
        zip.closeEntry();
        zip.finish();
        zip.flush();
    }
}
