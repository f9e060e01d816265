package dev.gatehouse.audit.ingest.cloudtrail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Notices a name that stands twice in one object. The parser's own detector makes a set for each object, which costs more
 * than the rest of the parsing; here nothing is made until an object has many names.
 */
final class FieldNames {
    private final List<Scope> scopes = new ArrayList<>();
    private int depth;

    /** An object or an array begins. */
    void open() {
        if (depth == scopes.size()) {
            scopes.add(new Scope());
        }
        scopes.get(depth++).clear();
    }

    /** The innermost one ends. */
    void close() {
        depth--;
    }

    /** How many are open. */
    int depth() {
        return depth;
    }

    /** Takes a name of the innermost object; false where it has that name already. */
    boolean add(String name) {
        return scopes.get(depth - 1).add(name);
    }

    private static final class Scope {
        private static final int FEW = 32;

        private final String[] few = new String[FEW];
        private final Set<String> many = new HashSet<>();
        private int count;
        private long seen;

        void clear() {
            count = 0;
            seen = 0;
            if (!many.isEmpty()) {
                many.clear();
            }
        }

        boolean add(String name) {
            if (count == FEW) {
                return addToMany(name);
            }
            long bit = 1L << name.hashCode();
            if ((seen & bit) != 0 && Arrays.asList(few).subList(0, count).contains(name)) {
                return false;
            }
            seen |= bit;
            few[count++] = name;
            return true;
        }

        private boolean addToMany(String name) {
            if (many.isEmpty()) {
                many.addAll(Arrays.asList(few));
            }
            return many.add(name);
        }
    }
}
