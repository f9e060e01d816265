package dev.gatehouse.scanner.bench;

import dev.gatehouse.scanner.engine.AutomatonSpeed;
import dev.gatehouse.scanner.engine.ExplainSink;
import dev.gatehouse.scanner.engine.Scan;
import dev.gatehouse.scanner.engine.ScanLimits;
import dev.gatehouse.scanner.engine.Scanner;
import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.FingerprintKey;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.rule.Origin;
import dev.gatehouse.scanner.rule.RuleFile;
import dev.gatehouse.scanner.rule.RuleSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How fast one thread is, over the files below a folder, which are read into memory first: the automaton alone, and the whole
 * engine. Arguments: the folder, how many rounds, and optionally a rule file (or a folder of them) in place of the shipped ones,
 * with {@code user} after it if they are a user's. Speeds are in MB (10^6 bytes) a second of CPU time.
 */
public final class EngineBench {
    private static final long MOST_BYTES = 400_000_000;

    private EngineBench() {}

    /** Runs it. */
    public static void main(String[] args) throws IOException {
        List<ObjectName> names = new ArrayList<>();
        List<byte[]> contents = new ArrayList<>();
        long bytes = load(Path.of(args[0]), names, contents);
        long begin = System.nanoTime();
        RuleSet rules = rules(args);
        long loaded = System.nanoTime();
        Scanner scanner = Scanner.of(rules, FingerprintKey.of(new byte[32]), ScanLimits.DEFAULT);
        System.out.printf(
                "%d files, %d bytes, %d rules, %d keywords; rules loaded in %d ms, made ready in %d ms%n",
                contents.size(),
                bytes,
                rules.rules().size(),
                AutomatonSpeed.keywords(scanner),
                (loaded - begin) / 1_000_000,
                (System.nanoTime() - loaded) / 1_000_000);
        int rounds = Integer.parseInt(args[1]);
        for (int round = 0; round < rounds; round++) {
            long start = cpu();
            long hits = AutomatonSpeed.hits(scanner, contents);
            System.out.printf("automaton %.0f MB/s, %d keywords%n", bytes * 1e3 / (cpu() - start), hits);
        }
        for (int round = 0; round < rounds; round++) {
            whole(scanner, names, contents, bytes, round == rounds - 1);
        }
    }

    private static void whole(
            Scanner scanner, List<ObjectName> names, List<byte[]> contents, long bytes, boolean report) {
        Map<String, Integer> found = new TreeMap<>();
        Map<String, Integer> partial = new TreeMap<>();
        Scan scan = scanner.newScan();
        long start = cpu();
        for (int i = 0; i < contents.size(); i++) {
            Coverage coverage = scan.scan(
                            names.get(i),
                            contents.get(i),
                            finding -> found.merge(finding.rule(), 1, Integer::sum),
                            ExplainSink.NONE)
                    .coverage();
            if (coverage instanceof Coverage.Partial gaps) {
                gaps.reasons()
                        .forEach(gap -> partial.merge(
                                gap.kind().word() + " " + gap.rule().orElse("") + " " + gap.detail(), 1, Integer::sum));
            }
        }
        System.out.printf("engine %.0f MB/s%n", bytes * 1e3 / (cpu() - start));
        if (report) {
            System.out.println("findings " + found);
            System.out.println("partial " + partial);
        }
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static RuleSet rules(String[] args) throws IOException {
        if (args.length < 3) {
            return RuleFile.loadShipped().rules();
        }
        Origin origin = args.length > 3 ? Origin.USER : Origin.SHIPPED;
        RuleSet all = RuleSet.of(List.of(), List.of());
        for (Path file : files(Path.of(args[2]))) {
            if (file.toString().endsWith(".toml")) {
                RuleFile one = new RuleFile(file.toString(), Files.readString(file), origin);
                all = all.with(one.load(RuleFile.Source.NONE).rules());
            }
        }
        return all;
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static long load(Path root, List<ObjectName> names, List<byte[]> contents) throws IOException {
        long bytes = 0;
        for (Path file : files(root)) {
            if (bytes > MOST_BYTES) {
                break;
            }
            try {
                byte[] content = Files.readAllBytes(file);
                bytes += content.length;
                contents.add(content);
                names.add(ObjectName.of("dir", root.relativize(file).toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return bytes;
    }
}
