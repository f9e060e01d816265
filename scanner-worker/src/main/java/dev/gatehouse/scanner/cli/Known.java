package dev.gatehouse.scanner.cli;

import dev.gatehouse.scanner.finding.Confidence;
import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.report.Baseline;
import dev.gatehouse.scanner.report.IgnoreFile;
import dev.gatehouse.scanner.report.ScanReport.Hidden;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is not to be reported: a baseline, and files of what to ignore. */
final class Known {
    private static final List<String> IGNORE_FILES = List.of(".gatehouseignore", ".gitleaksignore");
    private static final long LARGEST_IGNORE_FILE = 16 << 20;

    private final Baseline baseline;
    private final IgnoreFile ignored;

    private Known(Baseline baseline, IgnoreFile ignored) {
        this.baseline = baseline;
        this.ignored = ignored;
    }

    /**
     * Reads the files.
     *
     * @param folders where ignore files may stand
     * @throws WrongUsage one that was named can't be used
     */
    static Known of(ReportOptions options, KeyFile.Read key, List<Path> folders) {
        IgnoreFile ignored = new IgnoreFile();
        options.ignoreFile().ifPresent(file -> ignored.add(text(file)));
        for (Path folder : folders) {
            for (String name : IGNORE_FILES) {
                Path file = folder.resolve(name);
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    ignored.add(text(file));
                }
            }
        }
        Baseline baseline =
                options.baseline().map(file -> baseline(file, key.id())).orElse(new Baseline(key.id(), Set.of()));
        return new Known(baseline, ignored);
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > LARGEST_IGNORE_FILE) {
                throw new WrongUsage("the ignore file " + file + " is larger than " + LARGEST_IGNORE_FILE + " bytes");
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new WrongUsage("the ignore file " + file + " is not UTF-8");
        } catch (IOException e) {
            throw new WrongUsage("the ignore file " + file + " can't be read");
        }
    }

    private static Baseline baseline(Path file, String key) {
        try (Reader text = Files.newBufferedReader(file)) {
            return Baseline.read(text, key);
        } catch (Baseline.Unusable e) {
            throw new WrongUsage("the baseline " + file + " can't be used: " + e.getMessage());
        } catch (IOException e) {
            throw new WrongUsage("the baseline " + file + " can't be read");
        }
    }

    /**
     * Findings, sorted out.
     *
     * @param reported those to report
     * @param all those to report and those in the baseline: what a new baseline holds
     * @param hidden how many others there are
     */
    record Sorted(List<Finding> reported, List<Finding> all, Hidden hidden) {}

    Sorted sort(Collector collector, Confidence least) {
        List<Finding> reported = new ArrayList<>();
        List<Finding> all = new ArrayList<>();
        long inBaseline = 0;
        long ignoredOnes = 0;
        long unsure = 0;
        for (Finding finding : collector.groups().findings()) {
            Optional<Finding> kept = ignored.keep(finding);
            if (kept.isEmpty()) {
                ignoredOnes++;
            } else if (finding.confidence().compareTo(least) < 0) {
                unsure++;
            } else {
                all.add(kept.get());
                if (baseline.fingerprints().contains(finding.fingerprint())) {
                    inBaseline++;
                } else {
                    reported.add(kept.get());
                }
            }
        }
        return new Sorted(
                reported,
                all,
                new Hidden(inBaseline, ignoredOnes, unsure, collector.groups().dropped()));
    }
}
