package dev.gatehouse.infra.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EnvironmentSettingsTest {
    private static Map<String, String> good() {
        return new HashMap<>(Map.of(
                "aws:region", "eu-central-1",
                "gatehouse:accountId", "123456789012",
                "gatehouse:backupRegion", "eu-west-1",
                "gatehouse:vpcCidr", "10.20.0.0/16",
                "gatehouse:owner", "platform",
                "gatehouse:costCenter", "42"));
    }

    @Test
    void readsAStack() {
        EnvironmentSettings settings = EnvironmentSettings.read("prod", Settings.of(good()));

        assertThat(settings.name("trail")).isEqualTo("gatehouse-prod-trail");
        assertThat(settings.zones()).containsExactly("eu-central-1a", "eu-central-1b", "eu-central-1c");
        assertThat(settings.profile().protect()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            aws:region                   |                 | is missing
            aws:region                   | Frankfurt       | a region such as
            gatehouse:accountId          | 1234            | twelve digits
            gatehouse:accountId          |                 | is missing
            gatehouse:backupRegion       | eu-central-1    | has to differ
            gatehouse:backupRegion       |                 | is missing
            gatehouse:backupRegion       | Ireland         | a second region
            gatehouse:owner              |                 | is missing
            gatehouse:costCenter         |                 | is missing
            gatehouse:costCenter         | 'a/b'           | who pays
            gatehouse:vpcCidr            |                 | is missing
            gatehouse:vpcCidr            | 10.20.0.0       | has to look like
            gatehouse:vpcCidr            | 10.20.1.0/16    | beyond its prefix
            gatehouse:vpcCidr            | 10.300.0.0/16   | above 255
            gatehouse:vpcCidr            | 10.20.0.0/21    | subnets do not fit
            gatehouse:vpcCidr            | 10.0.0.0/15     | from /16 to /20
            gatehouse:vpcCidr            | 8.8.0.0/16      | private
            gatehouse:zones              | a,a             | has to name
            gatehouse:zones              | a,b             | has to name 3 zones
            gatehouse:zones              | 1,2,3           | letters of zones
            gatehouse:logRetentionDays   | 2555            | not a retention
            gatehouse:logRetentionDays   | year            | whole number
            gatehouse:backupLockMinDays  | 36              | above the daily plan's
            gatehouse:backupLockMaxDays  | 1824            | below the monthly plan's
            gatehouse:backupLockMinDays  | 0               | from 1 to
            gatehouse:backupLockMaxDays  | 36501           | from 1 to
            gatehouse:backupComplianceDays | -1            | from 0 to
            gatehouse:backupComplianceDays | 2             | at least 3
            gatehouse:backupComplianceDays | 3             | backupComplianceConsent
            gatehouse:governsAccount     | yes             | true or false
            gatehouse:configRecording    | hourly          | off, daily or continuous
            gatehouse:configUrl          | http://config   | the address of config-service
            gatehouse:functionConcurrency | 101            | from 0 to 100
            gatehouse:responseActs       | maybe           | true or false
            """)
    void refusesWhatCannotBeDeployedAndNamesTheKey(String key, String value, String reason) {
        Map<String, String> settings = good();
        settings.put(key, value == null ? "" : value);

        assertThatThrownBy(() -> EnvironmentSettings.read("prod", Settings.of(settings)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(key.contains("Compliance") ? "gatehouse:backupCompliance" : key)
                .hasMessageContaining(reason);
    }

    @Test
    void refusesAnEnvironmentThatIsNone() {
        assertThatThrownBy(() -> EnvironmentSettings.read("production", Settings.of(good())))
                .hasMessageContaining("stack: has to be dev, staging or prod");
    }

    @Test
    void locksForEverOnlyByConsentAndNeverInDev() {
        Map<String, String> settings = good();
        settings.put("gatehouse:backupComplianceDays", "3");
        settings.put("gatehouse:backupComplianceConsent", "true");

        EnvironmentSettings prod = EnvironmentSettings.read("prod", Settings.of(settings));

        assertThat(prod.profile().backup().complianceDays()).isEqualTo(3);
        assertThatThrownBy(() -> EnvironmentSettings.read("dev", Settings.of(settings)))
                .hasMessageContaining("not for dev");
    }

    @Test
    void acceptsTheLimitsThemselves() {
        Map<String, String> settings = good();
        settings.put("gatehouse:vpcCidr", "172.16.16.0/20");
        settings.put("gatehouse:backupLockMinDays", "35");
        settings.put("gatehouse:backupLockMaxDays", "1825");

        EnvironmentSettings prod = EnvironmentSettings.read("prod", Settings.of(settings));

        assertThat(prod.network().subnet(24, 15)).hasToString("172.16.31.0/24");
        assertThat(prod.profile().backup().lockMaxDays()).isEqualTo(1825);
    }

    @ParameterizedTest
    @EnumSource(Environment.class)
    void responsesOnlyRecordUntilTheStacksFileSaysThatTheyAct(Environment environment) {
        Map<String, String> settings = good();
        EnvironmentSettings silent = EnvironmentSettings.read(environment.label(), Settings.of(settings));
        settings.put("gatehouse:responseActs", "true");

        EnvironmentSettings acting = EnvironmentSettings.read(environment.label(), Settings.of(settings));

        assertThat(silent.responseActs()).isFalse();
        assertThat(acting.responseActs()).isTrue();
    }

    @Test
    void takesAnotherRecordingAndNoReservationFromTheStacksFile() {
        Map<String, String> settings = good();
        settings.put("gatehouse:configRecording", "off");
        settings.put("gatehouse:functionConcurrency", "0");
        settings.put("gatehouse:configUrl", "https://config.example.com:8443");

        EnvironmentSettings prod = EnvironmentSettings.read("prod", Settings.of(settings));

        assertThat(prod.profile().recording()).isEqualTo(Recording.OFF);
        assertThat(prod.functionConcurrency()).isEmpty();
        assertThat(prod.configService()).hasHost("config.example.com");
    }
}
