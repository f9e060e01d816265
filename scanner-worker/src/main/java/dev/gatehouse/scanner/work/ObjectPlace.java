package dev.gatehouse.scanner.work;

import dev.gatehouse.scanner.finding.ObjectName;

/** Where objects stand, by the names that sources give them. */
public final class ObjectPlace {
    private static final String DIRECTORY = "dir:";
    private static final String GIT = "git:";
    private static final String BUCKET = "s3://";

    private ObjectPlace() {}

    /** An object, with the kind and location of the target that lists it, as an event would name it. */
    public static ChangedObject of(ObjectName object) {
        String source = object.source();
        if (source.startsWith(DIRECTORY)) {
            return in("directory", source.substring(DIRECTORY.length()), object);
        }
        if (source.startsWith(GIT)) {
            return in("git", source.substring(GIT.length()), object);
        }
        if (source.startsWith(BUCKET)) {
            return in("s3", source.substring(BUCKET.length()) + "/" + object.path(), object);
        }
        return in(source, source.equals("ssm") ? object.path() : "*", object);
    }

    private static ChangedObject in(String kind, String location, ObjectName object) {
        return new ChangedObject(kind, location, object.path(), object.version());
    }
}
