package dev.gatehouse.client.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AuditEventTest {
    @Test
    void keepsATextOfTheMaximumLength() {
        String longest = "x".repeat(AuditEvent.MAX_TEXT);

        assertThat(Events.withUid(longest).uid()).isEqualTo(longest);
    }

    @Test
    void cutsALongerTextAndSaysSo() {
        String longer = "x".repeat(AuditEvent.MAX_TEXT + 1);

        assertThat(Events.withUid(longer).uid())
                .hasSize(AuditEvent.MAX_TEXT)
                .endsWith("x…")
                .doesNotContain("?");
    }

    @Test
    void replacesHalfOfASurrogatePair() {
        assertThat(Events.withUid("a\ud800b\udc00").uid()).isEqualTo("a?b?");
    }

    @Test
    void keepsAWholeSurrogatePair() {
        assertThat(Events.withUid("a\ud83d\udd11b").uid()).isEqualTo("a\ud83d\udd11b");
    }

    @Test
    void leavesNoHalfOfAPairWhereItCuts() {
        String pairs = "\ud83d\udd11".repeat(AuditEvent.MAX_TEXT);

        assertThat(Events.withUid(pairs).uid()).endsWith("\ud83d\udd11?…");
    }
}
