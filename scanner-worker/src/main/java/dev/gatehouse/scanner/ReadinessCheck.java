package dev.gatehouse.scanner;

import dev.gatehouse.service.access.PolicySet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What must hold of the settings before the service starts. Outside local mode, insecure settings are fatal; each
 * finding names the setting.
 */
public final class ReadinessCheck {
    /** A file that local mode leaves in its data folder: the tokens in there are for trying out. */
    public static final String LOCAL_MARK = "local-mode";

    /** Whether the service can start all the same. */
    public enum Severity {
        FATAL,
        WARNING
    }

    public record Finding(String setting, Severity severity, String problem) {}

    private final Settings settings;
    private final Predicate<String> configured;

    /** @param configured whether a setting that is not the service's own has a value */
    public ReadinessCheck(Settings settings, Predicate<String> configured) {
        this.settings = settings;
        this.configured = configured;
    }

    /** Every finding on settings that need nothing opened. */
    public List<Finding> settings() {
        List<Finding> findings = new ArrayList<>();
        if (settings.mode() == Settings.Mode.SERVER) {
            transport(findings);
            policies(findings);
            audit(findings);
            defaults(findings);
        }
        if (settings.store() == Settings.Backend.AWS) {
            aws(findings);
        } else if (settings.response().eventBus().isPresent()) {
            findings.add(fatal(
                    "gatehouse.response.event-bus",
                    "is set, and gatehouse.store is embedded: what AWS carries out is kept there too"));
        }
        return findings;
    }

    /** Every finding on the policies. */
    public List<Finding> policies(PolicySet policies) {
        return settings.mode() == Settings.Mode.LOCAL
                ? List.of()
                : policies.dangers().stream()
                        .map(danger -> new Finding("gatehouse.access.policies", Severity.FATAL, danger))
                        .toList();
    }

    private void transport(List<Finding> findings) {
        boolean tls = configured.test("quarkus.http.ssl.certificate.files")
                || configured.test("quarkus.http.ssl.certificate.key-store-file")
                || configured.test("quarkus.http.tls-configuration-name");
        if (!tls && !settings.tls().terminatedByProxy()) {
            findings.add(fatal(
                    "gatehouse.tls.terminated-by-proxy",
                    "there is no TLS: configure quarkus.http.tls-configuration-name, or declare with true that a proxy"
                            + " ends TLS"));
        }
    }

    private void policies(List<Finding> findings) {
        if (settings.access().policies().isEmpty()) {
            findings.add(fatal(
                    "gatehouse.access.policies", "is not set; the policies in the executable are for local mode"));
        }
    }

    private void audit(List<Finding> findings) {
        if (!settings.audit().required().orElse(true)) {
            findings.add(new Finding(
                    "gatehouse.audit.required",
                    Severity.WARNING,
                    "is false: requests go on when their audit events can't be recorded"));
        }
    }

    private void defaults(List<Finding> findings) {
        Path mark = settings.dataDir().resolve(LOCAL_MARK);
        if (Files.exists(mark)) {
            findings.add(fatal(
                    "gatehouse.data-dir", "was made by local mode: its tokens were for trying out; use a new folder"));
        }
    }

    private void aws(List<Finding> findings) {
        if (settings.fingerprint().keyFile().isEmpty()) {
            findings.add(fatal(
                    "gatehouse.fingerprint.key-file",
                    "is not set, and gatehouse.store is aws: workers that share findings need one key"));
        }
        if (settings.aws().queueUrl().isEmpty()) {
            findings.add(fatal("gatehouse.aws.queue-url", "is not set, and gatehouse.store is aws"));
        }
        if (settings.mode() == Settings.Mode.SERVER
                && settings.aws()
                        .endpoint()
                        .filter(uri -> !"https".equals(uri.getScheme()))
                        .isPresent()) {
            findings.add(fatal("gatehouse.aws.endpoint", "must be https outside local mode"));
        }
    }

    private static Finding fatal(String setting, String problem) {
        return new Finding(setting, Severity.FATAL, problem);
    }
}
