package dev.gatehouse.config.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.delivery.TemplateApply.Kind;
import dev.gatehouse.config.delivery.TemplateApply.Outcome;
import dev.gatehouse.config.delivery.TemplateApply.Placeholders;
import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.secret.Secret;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.service.failure.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemplateApplyTest {
    private static final String OPENAI = "demo/dev/openai";
    private static final String VENDOR = "demo/dev/vendor";

    private final Desk desk = new Desk();

    @Test
    void createsWhatCanBeMadeUpAndLeavesTheRestToAPerson() {
        List<Outcome> outcomes = desk.templates(true).apply("dev", Placeholders.LEAVE_TO_A_PERSON, false);

        Secret created = desk.world.secrets.stored(OPENAI).orElseThrow();
        assertThat(outcomes)
                .containsExactly(
                        new Outcome(new SecretName(OPENAI), Kind.CREATED, Optional.of(created.version())),
                        new Outcome(new SecretName(VENDOR), Kind.NEEDS_PERSON, Optional.empty()));
        assertThat(desk.world.secrets.stored(VENDOR)).isEmpty();
        assertThat(desk.world.secrets.dataClass(OPENAI)).contains(DataClass.SAFETY);
        assertThat(created.value().revealText().orElseThrow()).matches("\\{\"key\":\"[0-9a-f]{32}\"}");
        assertThat(desk.changes).containsExactly(OPENAI);
    }

    @Test
    void usesPlaceholdersWhereTheyAreAllowed() {
        List<Outcome> outcomes = desk.templates(true).apply("dev", Placeholders.USE, false);

        assertThat(outcomes).extracting(Outcome::action).containsExactly(Kind.CREATED, Kind.CREATED);
        assertThat(desk.world.secrets.stored(VENDOR).orElseThrow().value().revealText())
                .contains("{\"key\":\"placeholder\"}");
    }

    @Test
    void refusesPlaceholdersElsewhereBeforeItLooksAnythingUp() {
        assertThatThrownBy(() -> desk.templates(false).apply("dev", Placeholders.USE, true))
                .isInstanceOf(PlaceholdersNotAllowed.class);

        assertThat(desk.storeCalls()).isZero();
    }

    @Test
    void leavesWhatIsThereAsItIs() {
        desk.world.secrets.with(OPENAI, 1, "mine");

        List<Outcome> outcomes = desk.templates(true).apply("dev", Placeholders.LEAVE_TO_A_PERSON, false);

        assertThat(outcomes.getFirst()).isEqualTo(new Outcome(new SecretName(OPENAI), Kind.KEPT, Optional.empty()));
        assertThat(desk.world.secrets.stored(OPENAI).orElseThrow().value().revealText())
                .contains("mine");
        assertThat(desk.changes).isEmpty();
    }

    @Test
    void writesNothingInADryRun() {
        List<Outcome> outcomes = desk.templates(true).apply("dev", Placeholders.USE, true);

        assertThat(outcomes)
                .containsExactly(
                        new Outcome(new SecretName(OPENAI), Kind.CREATED, Optional.empty()),
                        new Outcome(new SecretName(VENDOR), Kind.CREATED, Optional.empty()));
        assertThat(desk.world.secrets.stored(OPENAI)).isEmpty();
        assertThat(desk.changes).isEmpty();
    }

    @Test
    void saysThatASecretIsAboutToBeDeleted() {
        SecretName name = new SecretName(OPENAI);
        desk.world.secrets.with(OPENAI, 1, "mine");
        assertThat(desk.world.secrets.delete(name, Duration.ofDays(7))).isPresent();
        desk.world.secrets.without(OPENAI);

        assertThat(desk.templates(true)
                        .apply("dev", Placeholders.LEAVE_TO_A_PERSON, false)
                        .getFirst())
                .isEqualTo(new Outcome(name, Kind.DELETING, Optional.empty()));
    }

    @Test
    void tellsOfACreationThatFailedAndMayHaveHappened() {
        StoreException outage = new StoreException.Unavailable("cut off", new IllegalStateException("test"));
        desk.world.secrets.failAfterWritingWith(outage);

        assertThatThrownBy(() -> desk.templates(true).apply("dev", Placeholders.LEAVE_TO_A_PERSON, false))
                .isSameAs(outage);

        assertThat(desk.changes).containsExactly(OPENAI);
    }
}
