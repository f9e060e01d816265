package dev.gatehouse.scenario;

import dev.gatehouse.audit.tlog.ProofPolicy;
import java.time.Duration;
import java.util.function.Consumer;

/** The services and the application, for any number of rounds. */
final class Session implements AutoCloseable {
    private final Machine machine;
    private final ServiceApi config;
    private final ServiceApi audit;
    private final ServiceApi scanner;
    private final Application application;
    private final ProofPolicy policy;
    private final String secret;
    private final Waiting waiting;

    Session(Machine machine, ProofPolicy policy, String secret, String field, Duration patience) {
        this.machine = machine;
        this.policy = policy;
        this.secret = secret;
        this.waiting = new Waiting(patience);
        this.config = new ServiceApi("config-service", machine.config(), machine.configToken());
        this.audit = new ServiceApi("audit-service", machine.audit(), machine.auditToken());
        this.scanner = new ServiceApi("scanner-worker", machine.scanner(), machine.scannerToken());
        this.application = new Application(machine.config(), machine.applicationToken(), "researcher", field);
    }

    /**
     * Plays a round.
     *
     * @param name of the round; another one each time
     */
    Summary play(String name, Consumer<StepReport> progress) {
        return new Loop(
                        secret,
                        application,
                        new Leak(machine.work().resolve(name), machine.watched(), name + ".env"),
                        new Secrets(config, secret),
                        new Findings(scanner),
                        new Evidence(audit, policy, waiting),
                        waiting,
                        progress)
                .play();
    }

    @Override
    public void close() {
        application.close();
        config.close();
        audit.close();
        scanner.close();
    }
}
