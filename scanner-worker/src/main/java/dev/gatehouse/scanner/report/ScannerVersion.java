package dev.gatehouse.scanner.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The scanner's own version, as the build wrote it. */
public final class ScannerVersion {
    private ScannerVersion() {}

    /** The version, for people and reports. */
    public static String text() {
        try (InputStream text = ScannerVersion.class.getResourceAsStream("/version.txt")) {
            return text == null
                    ? "of an unknown version"
                    : new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
