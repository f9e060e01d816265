package dev.gatehouse.scanner.source.git;

import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.CoverageEntry;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.source.ObjectReceiver;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;

/** Words for what a repository lacks. */
final class Ledger {
    private Ledger() {}

    /** A commit, or something else that is no file, could not be read. */
    static void unread(ObjectReceiver receiver, String what, IOException exception) {
        boolean missing = exception instanceof MissingObjectException;
        ObjectName name = new ObjectName(GitSource.SOURCE, what, Optional.empty());
        receiver.covered(new CoverageEntry(
                name, missing ? new Coverage.Denied("it is missing") : new Coverage.Undecodable("it can't be read")));
    }
}
