package dev.gatehouse.audit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.query.QueryRefused;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryStringTest {
    @Test
    void readsNamesAndValues() {
        assertThat(QueryString.parse("a=1&b=x+y&b=%C3%A4%26&c&=d"))
                .isEqualTo(Map.of("a", List.of("1"), "b", List.of("x y", "ä&"), "c", List.of(""), "", List.of("d")));
        assertThat(QueryString.parse(null)).isEmpty();
        assertThat(QueryString.parse("")).isEmpty();
    }

    @Test
    void aPlusInAPathIsAPlus() {
        assertThat(QueryString.percentDecoded("a+b%2Fc%2B")).isEqualTo("a+b/c+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "%=1", "a=%C3", "a=%FF", "a=%ED%A0%80"})
    void refusesWhatIsNotOfItsForm(String query) {
        assertThatThrownBy(() -> QueryString.parse(query)).isInstanceOf(QueryRefused.class);
    }

    @Test
    void takesSixtyFourParametersAndNoMore() {
        String most = "a&".repeat(63) + "a";

        assertThat(QueryString.parse(most).get("a")).hasSize(64);
        assertThatThrownBy(() -> QueryString.parse(most + "&a")).isInstanceOf(QueryRefused.class);
    }
}
