package dev.gatehouse.scanner.it;

import dev.gatehouse.service.process.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A service with one target, a folder that a test fills. */
abstract class ScannedFolder {
    @TempDir
    Path temp;

    Path code;

    @BeforeEach
    void folder() throws IOException {
        code = Files.createDirectory(temp.toRealPath().resolve("code"));
        Files.writeString(code.resolve("plain.txt"), "nothing to see\n");
    }

    ServiceProcess start() {
        return start(Map.of());
    }

    ServiceProcess start(Map<String, String> further) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "gatehouse.targets[0].name",
                "code",
                "gatehouse.targets[0].kind",
                "directory",
                "gatehouse.targets[0].location",
                code.toString(),
                "gatehouse.scan.allowed",
                "directory:" + temp.toAbsolutePath() + "/allowed"));
        settings.putAll(further);
        return ServiceProcess.local(temp.resolve("data"), settings);
    }

    void leak(String file, long seed) throws IOException {
        Path path = code.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "line one\nexport GH=" + Canary.token(seed) + "\n");
    }
}
