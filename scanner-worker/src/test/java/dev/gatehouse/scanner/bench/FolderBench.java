package dev.gatehouse.scanner.bench;

import dev.gatehouse.scanner.engine.ExplainSink;
import dev.gatehouse.scanner.engine.Scan;
import dev.gatehouse.scanner.engine.ScanLimits;
import dev.gatehouse.scanner.engine.Scanner;
import dev.gatehouse.scanner.finding.FingerprintKey;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.rule.RuleFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Scans the files below a folder from disk with the shipped rules, so that whoever starts it can measure the process. Arguments:
 * the folder, and how many threads.
 */
public final class FolderBench {
    private final Path root;
    private final List<Path> files;
    private final Scanner scanner;
    private final AtomicInteger next = new AtomicInteger();

    private FolderBench(Path root, List<Path> files) {
        this.root = root;
        this.files = files;
        scanner = Scanner.of(
                RuleFile.loadShipped().rules(),
                FingerprintKey.of(new byte[FingerprintKey.MIN_BYTES]),
                ScanLimits.DEFAULT);
    }

    /** Runs it. */
    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        Path root = Path.of(args[0]);
        int threads = Integer.parseInt(args[1]);
        try (Stream<Path> files = Files.walk(root);
                ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            FolderBench bench =
                    new FolderBench(root, files.filter(Files::isRegularFile).toList());
            List<Callable<Integer>> jobs = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                jobs.add(bench::job);
            }
            int findings = 0;
            for (Future<Integer> job : pool.invokeAll(jobs)) {
                findings += job.get();
            }
            System.out.println(bench.files.size() + " files, " + findings + " findings");
        }
    }

    private int job() throws IOException {
        Scan scan = scanner.newScan();
        int findings = 0;
        for (int i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) {
            ObjectName name = ObjectName.of("dir", root.relativize(files.get(i)).toString());
            try (InputStream content = Files.newInputStream(files.get(i))) {
                findings += scan.scan(name, content, finding -> {}, ExplainSink.NONE)
                        .findings();
            }
        }
        return findings;
    }
}
