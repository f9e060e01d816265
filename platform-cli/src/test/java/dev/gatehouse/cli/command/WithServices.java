package dev.gatehouse.cli.command;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test with services and a command of its own. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields before each test.
class WithServices {
    FakeServices services;
    Command command;

    @BeforeEach
    void start() throws IOException {
        services = FakeServices.start();
        command = Command.at(services);
    }

    @AfterEach
    void stop() {
        services.close();
    }
}
