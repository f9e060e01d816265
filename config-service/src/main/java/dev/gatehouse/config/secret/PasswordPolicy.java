package dev.gatehouse.config.secret;

import java.security.SecureRandom;
import java.util.List;

/** Passwords in which every class of characters is present. */
final class PasswordPolicy {
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";

    private PasswordPolicy() {}

    /**
     * Every character is drawn from the whole alphabet, and a password that lacks a class is drawn anew: so all that the
     * policy allows are equally likely. At 16 characters and more a second draw is rare, and the loop ends.
     */
    static String generate(FieldGenerator.Password policy, SecureRandom random) {
        String alphabet = LOWER + UPPER + DIGITS + policy.symbols();
        String password;
        do {
            password = random.ints(policy.length(), 0, alphabet.length())
                    .map(alphabet::charAt)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        } while (!hasAll(password, policy.symbols()));
        return password;
    }

    private static boolean hasAll(String password, String symbols) {
        return List.of(LOWER, UPPER, DIGITS, symbols).stream()
                .filter(characters -> !characters.isEmpty())
                .allMatch(characters -> password.chars().anyMatch(c -> characters.indexOf(c) >= 0));
    }
}
