package dev.gatehouse.scanner.source.git;

import dev.gatehouse.scanner.source.ObjectReceiver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevTag;

/**
 * What a repository's refs lead to: branches, tags, stashes, notes, HEAD and what operations under way keep.
 *
 * @param commits most of them
 * @param trees of tags that name a tree
 * @param blobs of tags that name a file's content
 */
record Tips(List<ObjectId> commits, List<ObjectId> trees, List<ObjectId> blobs) {
    private static final int TAGS_OF_TAGS = 32;

    static Tips of(Repository repository, ObjectReader reader, ObjectReceiver receiver, IdSet seen) throws IOException {
        Tips tips = new Tips(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<Ref> refs = new ArrayList<>(repository.getRefDatabase().getRefs());
        refs.addAll(repository.getRefDatabase().getAdditionalRefs());
        for (Ref ref : refs) {
            if (ref.getObjectId() != null) {
                tips.add(ref.getName(), ref.getObjectId(), reader, receiver, seen);
            }
        }
        return tips;
    }

    private void add(String name, ObjectId id, ObjectReader reader, ObjectReceiver receiver, IdSet seen) {
        try {
            ObjectId target = id;
            for (int i = 0; i < TAGS_OF_TAGS; i++) {
                ObjectLoader loader = reader.open(target);
                if (loader.getType() != Constants.OBJ_TAG) {
                    kind(loader.getType()).add(target);
                    return;
                }
                seen.add(target);
                target = RevTag.parse(loader.getCachedBytes()).getObject().copy();
            }
        } catch (IOException e) {
            Ledger.unread(receiver, "ref " + name, e);
        } catch (RuntimeException e) {
            Ledger.unread(receiver, "ref " + name, new IOException("malformed", e));
        }
    }

    private List<ObjectId> kind(int type) {
        return switch (type) {
            case Constants.OBJ_TREE -> trees;
            case Constants.OBJ_BLOB -> blobs;
            default -> commits;
        };
    }
}
