package dev.gatehouse.config.http.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.http.v1.ParameterTags.Condition;
import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.config.parameter.Precondition;
import dev.gatehouse.service.http.BadRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterTagsTest {
    private static final Instant THEN = Instant.parse("2026-03-01T12:00:00.123456Z");

    private static Parameter parameter(long version, Instant modifiedAt) {
        return new Parameter(
                new ParameterPath("/demo/dev/global/size"),
                ParameterValue.plain("canary"),
                version,
                modifiedAt,
                List.of());
    }

    private static Optional<Precondition> precondition(Condition condition, long version) {
        return ParameterTags.precondition(condition, Optional.of(parameter(version, THEN)));
    }

    @Test
    void isQuotedAndMadeOfVersionAndTime() {
        assertThat(ParameterTags.of(parameter(7, THEN)))
                .isEqualTo("\"7-" + Long.toString(THEN.toEpochMilli(), 36) + "\"")
                .isEqualTo(ParameterTags.of(7, THEN));
    }

    @Test
    void tellsAPathThatWasWrittenAnewFromWhatItWas() {
        assertThat(ParameterTags.of(1, THEN.plusMillis(1))).isNotEqualTo(ParameterTags.of(1, THEN));
        assertThat(ParameterTags.of(2, THEN)).isNotEqualTo(ParameterTags.of(1, THEN));
    }

    @Test
    void asksForNothingWithoutAHeader() {
        assertThat(ParameterTags.condition(null, null)).isEqualTo(new ParameterTags.None());
        assertThat(ParameterTags.precondition(new ParameterTags.None(), Optional.empty()))
                .contains(Precondition.NONE);
    }

    @Test
    void asksForAbsence() {
        assertThat(ParameterTags.condition(null, " * ")).isEqualTo(new ParameterTags.Absent());
        assertThat(ParameterTags.precondition(new ParameterTags.Absent(), Optional.empty()))
                .contains(Precondition.ABSENT);
    }

    @Test
    void asksForTheVersionThatItsTagIsOf() {
        Condition condition = ParameterTags.condition(" " + ParameterTags.of(7, THEN) + " ", null);

        assertThat(precondition(condition, 7)).contains(new Precondition.Matches(7));
        assertThat(precondition(condition, 8)).isEmpty();
        assertThat(ParameterTags.precondition(condition, Optional.of(parameter(7, THEN.plusMillis(1)))))
                .isEmpty();
        assertThat(ParameterTags.precondition(condition, Optional.empty())).isEmpty();
    }

    @Test
    void asksForAnyVersion() {
        Condition condition = ParameterTags.condition("*", null);

        assertThat(precondition(condition, 7)).contains(new Precondition.Matches(7));
        assertThat(ParameterTags.precondition(condition, Optional.empty())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "W/", "\"7\"", "'7'"})
    void matchesNothingElse(String ifMatch) {
        assertThat(precondition(ParameterTags.condition(ifMatch, null), 7)).isEmpty();
    }

    @Test
    void comparesStronglyForAWrite() {
        assertThat(precondition(ParameterTags.condition("W/" + ParameterTags.of(7, THEN), null), 7))
                .isEmpty();
    }

    @Test
    void refusesConditionsThatMakeNoSense() {
        assertThatThrownBy(() -> ParameterTags.condition("\"x\"", "*")).isInstanceOf(BadRequest.class);
        assertThatThrownBy(() -> ParameterTags.condition(null, "\"x\"")).isInstanceOf(BadRequest.class);
    }
}
