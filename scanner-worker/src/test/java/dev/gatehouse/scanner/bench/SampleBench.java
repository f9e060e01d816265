package dev.gatehouse.scanner.bench;

import dev.gatehouse.scanner.engine.ExplainSink;
import dev.gatehouse.scanner.engine.Scan;
import dev.gatehouse.scanner.engine.ScanLimits;
import dev.gatehouse.scanner.engine.Scanner;
import dev.gatehouse.scanner.finding.FingerprintKey;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.rule.RuleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How many of others' samples the shipped rules find, whichever rule it is. Arguments: a folder outside the repository, with files
 * {@code FAMILY/positive/NAME/PATH} and {@code FAMILY/negative/NAME/PATH}, and optionally {@code -v}, which names each sample
 * that came out otherwise, and why. No sample is shown.
 */
public final class SampleBench {
    private static final FingerprintKey KEY = FingerprintKey.of(new byte[32]);

    private final Scan scan =
            Scanner.of(RuleFile.loadShipped().rules(), KEY, ScanLimits.DEFAULT).newScan();
    private final Map<String, int[]> families = new TreeMap<>();
    private final Path root;
    private final boolean verbose;

    private SampleBench(Path root, boolean verbose) {
        this.root = root;
        this.verbose = verbose;
    }

    /** Runs it. */
    public static void main(String[] args) throws IOException {
        SampleBench bench = new SampleBench(Path.of(args[0]), List.of(args).contains("-v"));
        try (Stream<Path> files = Files.walk(bench.root)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                bench.sample(file);
            }
        }
        bench.print();
    }

    private void sample(Path file) throws IOException {
        Path below = root.relativize(file);
        boolean positive = below.getName(1).toString().equals("positive");
        StringBuilder rules = new StringBuilder();
        StringBuilder reasons = new StringBuilder();
        ExplainSink explain = why -> reasons.append(' ')
                .append(why.rule())
                .append(": ")
                .append(why.reason())
                .append(';');
        int found = scan.scan(
                        ObjectName.of(
                                "samples",
                                below.subpath(3, below.getNameCount()).toString()),
                        Files.readAllBytes(file),
                        finding -> rules.append(' ').append(finding.rule()),
                        explain)
                .findings();
        count(below.getName(0).toString(), positive, found > 0);
        if (verbose && positive != found > 0) {
            System.out.println((positive ? "missed " : "false ") + below + rules + " |" + reasons);
        }
    }

    private void count(String family, boolean positive, boolean found) {
        int kind = (positive ? 0 : 2) + (found ? 0 : 1);
        families.computeIfAbsent(family, any -> new int[4])[kind]++;
    }

    private void print() {
        System.out.printf("%-44s %6s %6s %6s %6s%n", "family", "found", "missed", "false", "passed");
        families.forEach(SampleBench::line);
        int[] all = new int[4];
        families.values().forEach(counts -> Arrays.setAll(all, i -> all[i] + counts[i]));
        line("all", all);
    }

    private static void line(String family, int[] counts) {
        System.out.printf("%-44s %6d %6d %6d %6d%n", family, counts[0], counts[1], counts[2], counts[3]);
    }
}
