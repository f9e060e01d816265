package dev.gatehouse.scanner.it;

import java.util.Random;

/** Secrets that are made anew for each test, so that none stands in the repository. */
final class Canary {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private Canary() {}

    /** What looks like a token of GitHub's. */
    static String token(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("gh").append("p_");
        for (int i = 0; i < 36; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
