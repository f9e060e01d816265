package dev.gatehouse.scanner.cli;

import dev.gatehouse.scanner.finding.Confidence;
import dev.gatehouse.scanner.source.ReadLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ParseResult;

/**
 * A scan as it was asked for.
 *
 * @param paths what to scan; {@code -} is standard input
 * @param mode what of it
 * @param limits how much is read of each
 * @param least how sure findings are that are reported
 */
record ScanOptions(
        List<String> paths,
        Mode mode,
        Optional<String> since,
        boolean unreachable,
        ReadLimits limits,
        ReportOptions report,
        Confidence least,
        Optional<Path> config,
        Optional<Path> keyFile,
        int jobs,
        boolean explain,
        boolean quiet) {
    /** What of a path is scanned. */
    enum Mode {
        FILES,
        HISTORY,
        STAGED
    }

    private static final int MOST_JOBS = 256;
    private static final int DEFAULT_JOBS = 8;
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,15})\\s*([kmgt]?)i?b?");

    static ScanOptions of(ParseResult parsed) {
        boolean git = parsed.matchedOptionValue("--git", false);
        boolean staged = parsed.matchedOptionValue("--staged", false);
        boolean unreachable = parsed.matchedOptionValue("--unreachable", false);
        Optional<String> since = text(parsed, "--since");
        if (!git && (since.isPresent() || unreachable)) {
            throw new WrongUsage("--since and --unreachable are about histories: they need --git");
        }
        if (staged && (since.isPresent() || unreachable)) {
            throw new WrongUsage("--staged is about the next commit, and has no history");
        }
        String[] none = {};
        return new ScanOptions(
                List.of(parsed.matchedPositionalValue(0, none)),
                staged ? Mode.STAGED : git ? Mode.HISTORY : Mode.FILES,
                since,
                unreachable,
                limits(parsed),
                ReportOptions.of(parsed),
                confidence(parsed),
                path(parsed, "--config"),
                path(parsed, "--key-file"),
                jobs(parsed),
                parsed.matchedOptionValue("--explain", false),
                parsed.matchedOptionValue("--quiet", false));
    }

    static Optional<String> text(ParseResult parsed, String name) {
        return Optional.ofNullable(parsed.<String>matchedOptionValue(name, null));
    }

    static Optional<Path> path(ParseResult parsed, String name) {
        return text(parsed, name).map(Path::of);
    }

    private static ReadLimits limits(ParseResult parsed) {
        ReadLimits defaults = ReadLimits.DEFAULT;
        int depth = parsed.matchedOptionValue("--archive-depth", defaults.archiveDepth());
        if (depth < 0 || depth > ReadLimits.MAX_DEPTH) {
            throw new WrongUsage("--archive-depth is from 0 to " + ReadLimits.MAX_DEPTH);
        }
        long most = text(parsed, "--max-file-size").map(ScanOptions::size).orElse(defaults.objectBytes());
        return new ReadLimits(most, depth, defaults.archiveBytes(), defaults.archiveEntries());
    }

    /** Powers of 1024. */
    private static long size(String text) {
        Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new WrongUsage("--max-file-size is a number of bytes, such as 500000, 512k, 10MB or 1G");
        }
        long bytes = Long.parseLong(matcher.group(1));
        int power = " kmgt".indexOf(matcher.group(2).isEmpty() ? " " : matcher.group(2));
        long factor = 1L << (10 * power);
        if (bytes < 1 || bytes > Long.MAX_VALUE / factor) {
            throw new WrongUsage("--max-file-size is at least 1, and a size that files have");
        }
        return bytes * factor;
    }

    private static Confidence confidence(ParseResult parsed) {
        return text(parsed, "--confidence")
                .map(word ->
                        Confidence.of(word).orElseThrow(() -> new WrongUsage("--confidence is low, medium or high")))
                .orElse(Confidence.LOW);
    }

    private static int jobs(ParseResult parsed) {
        int processors = Math.min(DEFAULT_JOBS, Runtime.getRuntime().availableProcessors());
        int jobs = parsed.matchedOptionValue("--jobs", processors);
        if (jobs < 1 || jobs > MOST_JOBS) {
            throw new WrongUsage("--jobs is from 1 to " + MOST_JOBS);
        }
        return jobs;
    }
}
