package dev.gatehouse.client.flag;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Murmur3Test {
    /** The reference's, as its ports test them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                            | 00000000
            hello                                         | 248bfa47
            hello, world                                  | 149bbb7f
            19 Jan 2038 at 3:14:07 AM                     | e31e8a70
            The quick brown fox jumps over the lazy dog.  | d5c48bfc
            """)
    void hashesAsTheReferenceDoes(String text, String hash) {
        assertThat(Murmur3.of(text)).isEqualTo(Long.parseLong(hash, 16));
    }
}
