package dev.gatehouse.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.cli.command.Command.Ran;
import org.junit.jupiter.api.Test;

/** {@code flag}. */
class FlagCommandsTest extends WithServices {
    private static String parameter(String state, String more) {
        return "{\"path\":\"/aurora/dev/features/planner\",\"value\":\"{\\\"state\\\":\\\"" + state
                + "\\\",\\\"variants\\\":{\\\"on\\\":true,\\\"off\\\":false},\\\"defaultVariant\\\":\\\"off\\\"" + more
                + "}\"}";
    }

    @Test
    void lists() {
        services.on(
                "GET /v1/parameters/aurora/dev/features?recursive=true&limit=1000",
                "{\"parameters\":[" + parameter("ENABLED", ",\\\"targeting\\\":{\\\"if\\\":[]}") + "]}");

        Ran ran = command.run("flag list dev");

        assertThat(ran.out()).isEqualTo("""
                FLAG     STATE    DEFAULT  VARIANTS  TARGETED
                planner  ENABLED  off      on,off    true
                """);
    }

    @Test
    void evaluatesAFlagThatIsTheSameForEverybody() {
        services.on("GET /v1/parameters/aurora/dev/features/planner", parameter("ENABLED", ""));

        Ran ran = command.run("flag eval dev/researcher planner --subject ann");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).isEqualTo("""
                flag     planner
                value    false
                variant  off
                reason   STATIC
                """);
    }

    @Test
    void aDisabledFlagIsNegative() {
        services.on("GET /v1/parameters/aurora/dev/features/planner", parameter("DISABLED", ""));

        Ran ran = command.run("flag eval dev/researcher planner");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).isEqualTo("flag    planner\nreason  DISABLED\n");
    }

    @Test
    void followsTheRulesOfTheApplicationsOwnLibrary() {
        services.on(
                "GET /v1/parameters/aurora/dev/features/planner",
                parameter(
                        "ENABLED",
                        ",\\\"targeting\\\":{\\\"if\\\":[{\\\"==\\\":[{\\\"var\\\":\\\"targetingKey\\\"},\\\"ann\\\"]},"
                                + "\\\"on\\\",\\\"off\\\"]}"));

        assertThat(command.run("flag eval dev/researcher planner --subject ann").out())
                .isEqualTo("""
                        flag     planner
                        value    true
                        variant  on
                        reason   TARGETING_MATCH
                        """);
        assertThat(command.run("flag eval dev/researcher planner --subject bob").out())
                .contains("variant  off");
    }

    @Test
    void doesNotGuessAtRulesThatClientsDoNotKnow() {
        services.on(
                "GET /v1/parameters/aurora/dev/features/planner",
                parameter("ENABLED", ",\\\"targeting\\\":{\\\"sem_ver\\\":[1,2,3]}"));

        Ran ran = command.run("flag eval dev/researcher planner");

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.err()).contains("can't be evaluated");
    }
}
