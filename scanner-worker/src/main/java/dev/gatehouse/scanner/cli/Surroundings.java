package dev.gatehouse.scanner.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Map;

/**
 * What a command finds around it.
 *
 * @param out standard output, for reports alone
 * @param err standard error, for everything else
 * @param outShows whether output goes to a terminal
 * @param errShows whether errors go to a terminal
 * @param variables the environment's
 */
record Surroundings(
        InputStream in,
        OutputStream out,
        PrintWriter err,
        boolean outShows,
        boolean errShows,
        Map<String, String> variables,
        InstantSource clock) {
    /** Whether a terminal is to be told of colours. */
    boolean colour(boolean shows) {
        return shows
                && variables.getOrDefault("NO_COLOR", "").isEmpty()
                && !variables.getOrDefault("TERM", "").equals("dumb");
    }
}
