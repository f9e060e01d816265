package dev.gatehouse.scanner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeywordsTest {
    private static String text(Random random, String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static Set<String> naive(List<String> words, String text) {
        Set<String> hits = new TreeSet<>();
        String lower = text.toLowerCase(Locale.ROOT);
        for (int i = 0; i < words.size(); i++) {
            for (int at = lower.indexOf(words.get(i)); at >= 0; at = lower.indexOf(words.get(i), at + 1)) {
                hits.add(i + "@" + at);
            }
        }
        return hits;
    }

    @ParameterizedTest
    @CsvSource({
        "1, abAB_, 3",
        "2, abcdABCD, 3",
        "3, abAB, 1",
        "4, abcABC-, 2",
        "5, abcdefghijklmnopqrstuvwxyz0123456789-_=+/., 3"
    })
    void findsWhatASearchForEachFinds(long seed, String alphabet, int shortest) {
        Random random = new Random(seed);
        Set<String> words = new LinkedHashSet<>();
        for (int i = 0; i < 60; i++) {
            words.add(text(random, alphabet.toLowerCase(Locale.ROOT), shortest + random.nextInt(6)));
        }
        List<String> list = List.copyOf(words);
        for (int round = 0; round < 50; round++) {
            String text = text(random, alphabet, random.nextInt(200));
            List<String> hits = new ArrayList<>();

            new Keywords(list).run(text.getBytes(StandardCharsets.ISO_8859_1), 0, text.length(), (word, start, end) -> {
                assertThat(end - start).isEqualTo(list.get(word).length());
                return hits.add(word + "@" + start);
            });

            assertThat(hits).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(naive(list, text));
        }
    }
}
