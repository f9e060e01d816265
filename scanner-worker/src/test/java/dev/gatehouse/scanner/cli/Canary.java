package dev.gatehouse.scanner.cli;

import java.util.Random;

/** Secrets that are nobody's, made anew: none stands in the repository. */
final class Canary {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final Random random;

    Canary(long seed) {
        this.random = new Random(seed);
    }

    /** A token in GitHub's form. */
    String token() {
        StringBuilder token = new StringBuilder("ghp_");
        for (int i = 0; i < 36; i++) {
            token.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return token.toString();
    }
}
