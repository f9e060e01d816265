package dev.gatehouse.scanner.response;

import java.util.Optional;

/**
 * Whose a managed finding is, as {@code name@version} or {@code name#field@version}.
 *
 * @param secret the secret's name
 * @param version the version that leaked, where it is said
 */
record ManagedOwner(String secret, Optional<String> version) {
    static ManagedOwner of(String owner) {
        int at = owner.lastIndexOf('@');
        String named = at < 0 ? owner : owner.substring(0, at);
        int field = named.indexOf('#');
        return new ManagedOwner(
                field < 0 ? named : named.substring(0, field),
                at < 0 || at == owner.length() - 1 ? Optional.empty() : Optional.of(owner.substring(at + 1)));
    }
}
