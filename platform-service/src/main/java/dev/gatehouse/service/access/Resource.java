package dev.gatehouse.service.access;

/**
 * What is acted on, by its canonical name; policies match against {@link #toString}, {@code type:/path}.
 *
 * <p>Each service has a factory for each of its types, which takes the type's own canonical name: a resource is never
 * made from a piece of a request.
 *
 * @param type one of the service's {@link Vocabulary}
 * @param path begins with a slash
 */
public record Resource(String type, String path) {
    /** The type of the tokens, which every service has. */
    public static final String TOKENS = "token";

    /** The access tokens of this service. */
    public static Resource tokens() {
        return new Resource(TOKENS, "/");
    }

    @Override
    public String toString() {
        return type + ":" + path;
    }
}
