package dev.gatehouse.scanner;

import java.util.List;

/** The service refuses to start. The message names each setting that is wrong, and what to do. */
public final class ReadinessFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReadinessFailure(List<ReadinessCheck.Finding> findings) {
        super("refusing to start:"
                + String.join(
                        "",
                        findings.stream()
                                .map(f -> "\n  " + f.setting() + ": " + f.problem())
                                .toList()));
    }

    public ReadinessFailure(String setting, String problem) {
        this(List.of(new ReadinessCheck.Finding(setting, ReadinessCheck.Severity.FATAL, problem)));
    }
}
