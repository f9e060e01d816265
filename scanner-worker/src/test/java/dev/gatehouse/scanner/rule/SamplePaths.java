package dev.gatehouse.scanner.rule;

import com.google.re2j.Pattern;
import java.util.List;

/** Names of files that rules about paths look at. */
final class SamplePaths {
    private static final List<String> NAMES = List.of(
            ".npmrc",
            ".pypirc",
            ".netrc",
            "_netrc",
            ".pgpass",
            "pgpass.conf",
            ".env",
            "a.env",
            "config.json",
            ".docker/config.json",
            "settings.xml",
            "nuget.config",
            "NuGet.Config",
            "web.config",
            "a.tfvars",
            "terraform.tfstate",
            "a.yaml",
            "a.yml",
            "a.json",
            "a.properties",
            "gradle.properties",
            "wp-config.php",
            "a.ini",
            "a.conf",
            ".htpasswd",
            "a.xml",
            "a.toml",
            "a.rb",
            "a.py",
            "a.java",
            "a.ps1",
            "a.sh",
            "id_rsa",
            "a.p12",
            "a.jks",
            ".git-credentials",
            ".aws/credentials",
            "credentials.toml",
            ".cargo/credentials",
            "a.ovpn",
            "kubeconfig",
            ".kube/config",
            "a.tf",
            "Dockerfile");

    private SamplePaths() {}

    static String of(Rule rule) {
        Pattern path = Pattern.compile(rule.path().orElseThrow());
        return NAMES.stream()
                .filter(name -> path.matcher(name).find())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no sample path for rule " + rule.id() + ": add one"));
    }
}
