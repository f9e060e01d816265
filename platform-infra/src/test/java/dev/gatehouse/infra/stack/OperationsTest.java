package dev.gatehouse.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.infra.config.Environment;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OperationsTest {
    private static final RecordedStack PROD = RecordedStack.of("operations", Environment.PROD, false);

    private static List<?> rules(String plan) {
        return PROD.ofType("Plan").stream()
                .filter(each -> each.name().equals(plan))
                .flatMap(each -> each.inputs().get("rules") instanceof List<?> rules ? rules.stream() : Stream.empty())
                .toList();
    }

    @Test
    void keepsDailyWeeklyAndMonthlyRecoveryPointsAndCopiesEachAtOnce() {
        List<?> rules = rules("standard");

        assertThat(rules)
                .hasSize(3)
                .allSatisfy(each -> assertThat(each.toString()).contains("copyActions=["));
        assertThat(rules.toString())
                .contains("deleteAfter=35.0", "deleteAfter=90.0", "deleteAfter=1825.0")
                .contains("ruleName=daily", "ruleName=weekly", "ruleName=monthly");
    }

    @Test
    void movesCriticalRecoveryPointsToColdStorage() {
        assertThat(rules("critical").toString()).contains("coldStorageAfter=90.0", "ruleName=critical-monthly");
    }

    @Test
    void selectsByTagAndRestoresWhatItKept() {
        assertThat(PROD.ofType("Selection"))
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.inputs().toString()).contains("key=BackupRequired"));
        assertThat(PROD.ofType("RestoreTestingPlan")).hasSize(1);
        assertThat(PROD.ofType("ReportPlan")).hasSize(1);
    }

    @Test
    void mayRestoreEverythingThatItMayKeep() {
        assertThat(PROD.ofType("RolePolicyAttachment"))
                .extracting(each -> each.text("policyArn"))
                .anyMatch(each -> each.endsWith("S3Backup"))
                .anyMatch(each -> each.endsWith("S3Restore"))
                .anyMatch(each -> each.endsWith("ForRestores"));
    }
}
