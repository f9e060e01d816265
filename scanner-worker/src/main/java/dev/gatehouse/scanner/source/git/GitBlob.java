package dev.gatehouse.scanner.source.git;

import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.source.Content;
import dev.gatehouse.scanner.source.SourceObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;

/**
 * A file's content in a history.
 *
 * @param name its path, and the commit that first has it
 */
record GitBlob(Repository repository, ObjectId id, ObjectName name) implements SourceObject {
    @Override
    public long size() {
        return 0;
    }

    @Override
    public Content open() throws IOException {
        try {
            ObjectLoader loader = repository.open(id, Constants.OBJ_BLOB);
            return Content.of(
                    loader.isLarge() ? loader.openStream() : new ByteArrayInputStream(loader.getCachedBytes()));
        } catch (MissingObjectException e) {
            throw new FileSystemException(id.name(), null, "the object " + id.name() + " is missing");
        } catch (CorruptObjectException e) {
            throw new FileSystemException(id.name(), null, "the object " + id.name() + " is corrupt");
        }
    }
}
