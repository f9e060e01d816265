package dev.gatehouse.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same loop with everything kept on AWS, which is moto. */
class AwsScenarioIT {
    @TempDir
    static Path folder;

    @Test
    void closesTheLoopOnAws() {
        LocalServices services = LocalServices.at(folder.resolve("home"));

        String printed = services.run("scenario", "--aws");

        assertThat(printed).contains("rescan", "it is found nowhere any more", "sound");
    }
}
