package dev.gatehouse.config.secret;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What stands beside a secret in its JSON and is none itself: it stands in configuration and logs too. */
final class PublicFields {
    /** In lower case, without what is no letter. */
    private static final Set<String> NAMES = Set.of(
            "user",
            "username",
            "login",
            "email",
            "host",
            "hostname",
            "server",
            "endpoint",
            "port",
            "database",
            "dbname",
            "engine",
            "region",
            "arn",
            "masterarn",
            "dbclusteridentifier",
            "dbinstanceidentifier",
            "kid",
            "keyid",
            "accountid",
            "clientid",
            "tenantid",
            "projectid",
            "organization",
            "issuer",
            "audience",
            "scope",
            "description");
    /** The members of a JSON Web Key that are secret, by RFC 7518 section 6 and RFC 8037 section 2. */
    private static final Set<String> PRIVATE_MEMBERS = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k", "r", "t");

    private static final Pattern PUBLIC_PEM =
            Pattern.compile("\\s*-----BEGIN (?:[A-Z0-9]+ )?(?:PUBLIC KEY|CERTIFICATE)-----");
    private static final Pattern PRIVATE_PEM = Pattern.compile("PRIVATE KEY-----");
    /** A part of a path that is so long may be a credential, as those of webhooks are. */
    private static final int LONG_SEGMENT = 16;

    private PublicFields() {}

    /** Whether an object is a JSON Web Key. */
    static boolean isKey(JsonNode object) {
        return object.path("kty").isTextual();
    }

    /** Whether a member of a JSON Web Key is public. */
    static boolean ofKey(String name) {
        return !PRIVATE_MEMBERS.contains(name);
    }

    /** Whether a text of this name is nothing to hide. */
    static boolean isPublic(String name, String text) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""))
                || text.startsWith("arn:aws")
                || (PUBLIC_PEM.matcher(text).lookingAt()
                        && !PRIVATE_PEM.matcher(text).find())
                || isPlainUrl(text);
    }

    /** An address without a user, a query, a fragment, or a long part of its path. */
    private static boolean isPlainUrl(String text) {
        if (!text.contains("://")) {
            return false;
        }
        try {
            URI url = new URI(text);
            return url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && Arrays.stream(url.getRawPath().split("/")).allMatch(part -> part.length() < LONG_SEGMENT);
        } catch (java.net.URISyntaxException e) {
            return false;
        }
    }
}
