package dev.gatehouse.scanner.source.git;

import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.lib.ObjectId;

/** Reads a tree object: lines of {@code mode name NUL id}. Written here because JGit's trusts what it reads. */
final class TreeEntries {
    /** What an entry is, by its mode's first digits. */
    enum Kind {
        FILE,
        FOLDER,
        SUBMODULE
    }

    private static final int ID_BYTES = 20;
    private static final int TYPE_MASK = 0170000;
    private static final int FOLDER_MODE = 0040000;
    private static final int SUBMODULE_MODE = 0160000;

    private final byte[] tree;
    private int at;
    private int mode;
    private String name = "";
    private ObjectId id = ObjectId.zeroId();

    TreeEntries(byte[] tree) {
        this.tree = tree;
    }

    /**
     * Moves to the next entry; false if there is none.
     *
     * @throws MalformedTree the rest can't be read
     */
    boolean next() throws MalformedTree {
        if (at == tree.length) {
            return false;
        }
        mode = mode();
        int end = at;
        while (end < tree.length && tree[end] != 0) {
            end++;
        }
        if (end == at || end + ID_BYTES >= tree.length) {
            throw new MalformedTree();
        }
        name = new String(tree, at, end - at, StandardCharsets.UTF_8);
        id = ObjectId.fromRaw(tree, end + 1);
        at = end + 1 + ID_BYTES;
        return true;
    }

    private int mode() throws MalformedTree {
        int value = 0;
        int from = at;
        while (at < tree.length && tree[at] >= '0' && tree[at] <= '7' && at - from < 7) {
            value = value << 3 | tree[at++] - '0';
        }
        if (at == from || at >= tree.length || tree[at] != ' ') {
            throw new MalformedTree();
        }
        at++;
        return value;
    }

    Kind kind() {
        return switch (mode & TYPE_MASK) {
            case FOLDER_MODE -> Kind.FOLDER;
            case SUBMODULE_MODE -> Kind.SUBMODULE;
            default -> Kind.FILE;
        };
    }

    String name() {
        return name;
    }

    ObjectId id() {
        return id;
    }

    /** A tree that is none from some byte on. */
    static final class MalformedTree extends Exception {}
}
