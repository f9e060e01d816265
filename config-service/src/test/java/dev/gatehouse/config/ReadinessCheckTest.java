package dev.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.config.ReadinessCheck.Finding;
import dev.gatehouse.config.ReadinessCheck.Severity;
import dev.gatehouse.config.access.Capabilities;
import dev.gatehouse.service.access.PolicySet;
import dev.gatehouse.service.document.BoundedYaml;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadinessCheckTest {
    private static final PolicySet DANGEROUS = policies("admin: {rules: [{allow: [\"*\"], on: [\"parameter:/**\","
            + " \"secret:/**\", \"contract:/**\", \"token:/**\"]}]}");
    private static final PolicySet HARMLESS =
            policies("reader: {rules: [{allow: [read], on: [\"parameter:/demo/dev/**\"]}]}");

    @TempDir
    private Path folder;

    /** Settings that have nothing wrong with them outside local mode. */
    private final Map<String, String> settings = new HashMap<>();

    private final Set<String> configured = new java.util.HashSet<>();

    @BeforeEach
    void good() {
        settings.put("gatehouse.mode", "server");
        settings.put("gatehouse.data-dir", folder.resolve("data").toString());
        settings.put("gatehouse.tls.terminated-by-proxy", "true");
        settings.put("gatehouse.access.policies", "/etc/gatehouse/policies.yaml");
    }

    private static PolicySet policies(String policy) {
        return PolicySet.of(
                new BoundedYaml(BoundedYaml.Limits.FILE)
                        .read(("version: 1\npolicies:\n  " + policy + "\n").getBytes(StandardCharsets.UTF_8)),
                Capabilities.VOCABULARY);
    }

    private ReadinessCheck check() {
        Settings mapped = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(Settings.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(Settings.class);
        return new ReadinessCheck(mapped, configured::contains);
    }

    private List<String> fatal() {
        return check().settings().stream()
                .filter(finding -> finding.severity() == Severity.FATAL)
                .map(Finding::setting)
                .toList();
    }

    private void onAws() {
        settings.put("gatehouse.store", "aws");
        settings.put("gatehouse.aws.parameter-key", "alias/p");
        settings.put("gatehouse.aws.secret-key", "alias/s");
        settings.put("gatehouse.aws.safety-key", "alias/t");
    }

    @Test
    void findsNothingWhereNothingIsWrong() {
        assertThat(check().settings()).isEmpty();
        assertThat(check().policies(HARMLESS)).isEmpty();
    }

    @Test
    void isStrictWhereNoModeIsSet() {
        settings.clear();

        assertThat(fatal()).containsExactly("gatehouse.tls.terminated-by-proxy", "gatehouse.access.policies");
    }

    @Test
    void findsNothingInLocalMode() throws IOException {
        settings.clear();
        settings.put("gatehouse.mode", "local");
        settings.put("gatehouse.store", "aws");
        settings.put("gatehouse.data-dir", folder.toString());
        Files.createFile(folder.resolve(ReadinessCheck.LOCAL_MARK));

        assertThat(check().settings()).isEmpty();
        assertThat(check().policies(DANGEROUS)).isEmpty();
    }

    @Test
    void findsThatThereIsNoTls() {
        settings.put("gatehouse.tls.terminated-by-proxy", "false");

        assertThat(fatal()).containsExactly("gatehouse.tls.terminated-by-proxy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quarkus.http.tls-configuration-name",
                "quarkus.http.ssl.certificate.files",
                "quarkus.http.ssl.certificate.key-store-file"
            })
    void acceptsTlsOfItsOwn(String setting) {
        settings.remove("gatehouse.tls.terminated-by-proxy");
        configured.add(setting);

        assertThat(fatal()).isEmpty();
    }

    @Test
    void findsThatThePoliciesAreThoseOfTheExecutable() {
        settings.remove("gatehouse.access.policies");

        assertThat(fatal()).containsExactly("gatehouse.access.policies");
    }

    @Test
    void findsADataFolderOfLocalMode() throws IOException {
        Files.createDirectory(folder.resolve("data"));
        Files.createFile(folder.resolve("data").resolve(ReadinessCheck.LOCAL_MARK));

        assertThat(fatal()).containsExactly("gatehouse.data-dir");
    }

    @Test
    void warnsThatRequestsGoOnWithoutTheirAuditEvents() {
        settings.put("gatehouse.audit.required", "false");

        assertThat(check().settings())
                .extracting(Finding::setting, Finding::severity)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("gatehouse.audit.required", Severity.WARNING));
        settings.put("gatehouse.audit.required", "true");
        assertThat(check().settings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gatehouse.aws.parameter-key", "gatehouse.aws.secret-key", "gatehouse.aws.safety-key"})
    void findsThatAKeyIsMissingOnAws(String setting) {
        onAws();
        assertThat(fatal()).isEmpty();

        settings.remove(setting);

        assertThat(fatal()).containsExactly(setting);
        settings.put("gatehouse.store", "embedded");
        assertThat(fatal()).isEmpty();
    }

    @Test
    void findsDangerousPolicies() {
        List<Finding> findings = check().policies(DANGEROUS);

        assertThat(findings).isNotEmpty();
        assertThat(findings).extracting(Finding::setting).containsOnly("gatehouse.access.policies");
        assertThat(findings).extracting(Finding::severity).containsOnly(Severity.FATAL);
        assertThat(findings).allMatch(finding -> finding.problem().contains("admin"));
    }
}
