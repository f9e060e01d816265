package dev.gatehouse.audit.log.witness;

import dev.gatehouse.audit.log.SealedCheckpoint;
import dev.gatehouse.audit.tlog.TileId;
import java.util.Optional;

/** What a log has published. Safe for use by many threads. */
public interface PublishedLog {
    /** The newest checkpoint, if there is one. */
    Optional<SealedCheckpoint> checkpoint();

    /** A tile of hashes. */
    Optional<byte[]> tile(TileId tile);
}
