package dev.gatehouse.scanner.work;

import java.util.Optional;

/**
 * Something that an event says was changed.
 *
 * @param kind the kind of target that holds it, such as {@code s3}
 * @param location where it stands, as a target's location is written: {@code bucket/key}, a parameter's name, else {@code *}
 * @param name what its source looks for: a key, a parameter's name, an ARN
 * @param version the object's version, where its source has one
 */
public record ChangedObject(String kind, String location, String name, Optional<String> version) {
    /** Something of a kind whose targets are all of the account. */
    static ChangedObject of(String kind, String name) {
        return new ChangedObject(kind, "*", name, Optional.empty());
    }

    /** Whether a target would list it. */
    public boolean isIn(Target target) {
        if (!target.kind().equals(kind)) {
            return false;
        }
        String place = target.location();
        return switch (kind) {
            case "s3" -> isInBucket(place.startsWith("s3://") ? place.substring("s3://".length()) : place);
            case "ssm" -> place.equals("/") || location.startsWith(place);
            default -> location.equals(place);
        };
    }

    /** A bucket's name ends where the slash is; what follows is what keys begin with. */
    private boolean isInBucket(String place) {
        return location.startsWith(place.contains("/") ? place : place + "/");
    }
}
