package dev.gatehouse.audit.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.detect.sigma.RuleSet;
import dev.gatehouse.audit.detect.sigma.SigmaRule;
import dev.gatehouse.audit.log.LoggedEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the shipped rules find in 2,900 real records. Each number of matches was counted by jq, too, which knows nothing of
 * Sigma; the queries stand in {@code src/test/resources/rules/README.md}.
 */
class RealRecordsTest {
    private static final List<LoggedEvent> RECORDS = CloudTrailRecords.all();
    private static final List<SigmaRule> RULES = ShippedRules.load();

    @Test
    void areAllThere() {
        assertThat(RECORDS).hasSize(2_900);
    }

    @ParameterizedTest
    @CsvSource({
        "cis-01-unauthorized-calls, 60",
        "cis-02-sign-in-without-mfa, 1",
        "cis-03-root-use, 0",
        "cis-04-iam-policy-change, 26",
        "cis-05-cloudtrail-change, 13",
        "cis-06-failed-sign-in, 0",
        "cis-07-kms-key-disabled, 0",
        "cis-08-bucket-policy-change, 6",
        "cis-09-config-change, 0",
        "cis-10-security-group-change, 8",
        "cis-11-network-acl-change, 0",
        "cis-12-gateway-change, 15",
        "cis-13-route-table-change, 40",
        "cis-14-vpc-change, 16",
        "cis-15-organizations-change, 1",
        "request-parameters-omitted, 0",
        "access-key-for-another-user, 2",
        "login-profile-set, 2",
        "role-trust-changed, 2",
        "guardduty-disabled, 0",
        "public-access-block-removed, 0",
        "snapshot-shared, 3",
        "secret-read, 60",
        "enumeration-call, 1990",
        "gatehouse-secret-read-denied, 0",
    })
    void matchAsOftenAsJqCounts(String name, long matches) {
        SigmaRule rule = RULES.get(ShippedRules.names().indexOf(name + ".yaml"));

        Backtest.Report report = Backtests.run(RuleSet.of(RULES), rule, RECORDS);

        assertThat(report.ending()).isEqualTo(Backtest.Ending.COMPLETE);
        assertThat(report.events()).isEqualTo(2_900);
        assertThat(report.matches()).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"secrets-mass-read, 60", "enumeration-burst, 1990"})
    void raiseEachCorrelationOnce(String name, long counted) {
        SigmaRule rule = RULES.get(ShippedRules.names().indexOf(name + ".yaml"));

        Backtest.Report report = Backtests.run(RuleSet.of(RULES), rule, RECORDS);

        assertThat(report.matches()).isEqualTo(counted);
        assertThat(report.detections()).isEqualTo(1);
    }
}
