package dev.gatehouse.scanner;

import dev.gatehouse.scanner.cli.ScannerCommand;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The executable: a command where its first word is one, else the service. A command does not start the service's parts. */
@QuarkusMain
public final class ScannerMain {
    private ScannerMain() {}

    /** Runs the command, and ends with its status; or the service, until it is stopped. */
    public static void main(String... args) {
        if (args.length > 0 && ScannerCommand.is(args[0])) {
            // What Quarkus would set: its log manager complains of every other, and JGit has a logger.
            System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
            int status = ScannerCommand.run(args, System.in, System.out, System.err);
            System.out.flush();
            System.err.flush();
            // Not exit, which starts the service's logging, for one line that nobody asked for.
            Runtime.getRuntime().halt(status);
        }
        Quarkus.run(args);
    }
}
