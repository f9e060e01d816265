package dev.gatehouse.config.delivery;

/** Placeholders for secrets were asked for where real ones belong. */
public final class PlaceholdersNotAllowed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PlaceholdersNotAllowed() {
        super("placeholders are for local mode; a person must supply these secrets");
    }
}
