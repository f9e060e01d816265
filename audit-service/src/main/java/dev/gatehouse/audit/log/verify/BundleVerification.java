package dev.gatehouse.audit.log.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.gatehouse.audit.log.StorageFailed;
import dev.gatehouse.audit.tlog.Checkpoint;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Checks a {@link VerifiableBundle} without the log: its checkpoint is signed, each event's payload is what its entry commits
 * to, the entry's key is the payload's, the entry stands in the checkpoint's tree at its index, no event is there twice, and
 * the manifest tells of these events. Memory does not grow with it but for eight bytes an event.
 *
 * <p>It can't show that events are missing which a query should have found; the verdict tells whether there are gaps.
 */
public final class BundleVerification {
    private static final int MAX_SMALL_FILE = 1 << 20;
    private static final int MAX_PAYLOAD_CHARACTERS = 512 << 20;
    private static final int MAX_DEPTH = 3;

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_PAYLOAD_CHARACTERS)
                    .build())
            .build();

    private final ZipFile zip;
    private final BundledEvents events;
    private final Checkpoint checkpoint;

    private BundleVerification(ZipFile zip, LogTrust trust) throws IOException {
        this.zip = zip;
        requireThreeFiles();
        this.checkpoint = trust.open(small(VerifiableBundle.CHECKPOINT));
        this.events = new BundledEvents(checkpoint);
    }

    /**
     * Checks a bundle.
     *
     * @throws StorageFailed it can't be read
     */
    public static Verdict verify(Path file, LogTrust trust) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return new BundleVerification(zip, trust).verdict();
        } catch (BrokenLog e) {
            return e.verdict();
        } catch (ZipException e) {
            return new Verdict.Broken(new Place.InBundle("the bundle", 0), "it is no whole zip file");
        } catch (IOException e) {
            throw new StorageFailed("the bundle can't be read", e);
        }
    }

    /** Two files of a name, or more files, would let a reader see others than were checked. */
    private void requireThreeFiles() {
        boolean all = zip.size() == 3
                && zip.getEntry(VerifiableBundle.CHECKPOINT) != null
                && zip.getEntry(VerifiableBundle.EVENTS) != null
                && zip.getEntry(VerifiableBundle.MANIFEST) != null;
        if (!all) {
            throw broken("the bundle", 0, "it has not the three files of a bundle, and no others");
        }
    }

    private static BrokenLog broken(String file, long line, String what) {
        return new BrokenLog(new Place.InBundle(file, line), what);
    }

    private byte[] small(String name) throws IOException {
        try (InputStream content = content(name)) {
            byte[] bytes = content.readNBytes(MAX_SMALL_FILE + 1);
            if (bytes.length > MAX_SMALL_FILE) {
                throw broken(name, 0, "it has more than " + MAX_SMALL_FILE + " bytes");
            }
            return bytes;
        }
    }

    private InputStream content(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        InputStream content = entry == null ? null : zip.getInputStream(entry);
        if (content == null) {
            throw broken(name, 0, "it is missing");
        }
        return content;
    }

    private Verdict verdict() throws IOException {
        Optional<BundleManifest> manifest = BundleManifest.parse(small(VerifiableBundle.MANIFEST));
        byte[] sha256 = lines();
        BundleManifest expected = BundleManifest.of(
                checkpoint,
                events.count(),
                events.erased(),
                sha256,
                manifest.map(BundleManifest::about)
                        .orElseThrow(() -> broken(
                                VerifiableBundle.MANIFEST, 0, "it is no manifest of format " + BundleManifest.FORMAT)));
        if (!manifest.get().equals(expected)) {
            throw broken(VerifiableBundle.MANIFEST, 0, "it does not tell of the events and the checkpoint here");
        }
        return events.verdict();
    }

    private byte[] lines() throws IOException {
        try (InputStream content = content(VerifiableBundle.EVENTS);
                DigestInputStream hashed =
                        new DigestInputStream(new BufferedInputStream(content, 64 << 10), Digests.sha256());
                JsonParser json = JSON.createParser(hashed)) {
            while (json.nextToken() != null) {
                line(json);
            }
            return hashed.getMessageDigest().digest();
        } catch (JsonProcessingException e) {
            throw broken(VerifiableBundle.EVENTS, events.count() + 1, "it is not JSON");
        }
    }

    private void line(JsonParser json) throws IOException {
        long number = events.count() + 1;
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw broken(VerifiableBundle.EVENTS, number, "it is no JSON object");
        }
        try {
            events.add(BundledEvent.read(json));
        } catch (BundledEvent.Unsound e) {
            throw broken(VerifiableBundle.EVENTS, number, String.valueOf(e.getMessage()));
        }
    }
}
