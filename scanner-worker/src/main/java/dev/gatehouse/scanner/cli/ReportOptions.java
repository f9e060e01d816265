package dev.gatehouse.scanner.cli;

import dev.gatehouse.scanner.report.AsffReport;
import dev.gatehouse.scanner.report.JsonLinesReport;
import dev.gatehouse.scanner.report.OcsfReport;
import dev.gatehouse.scanner.report.ReportFormat;
import dev.gatehouse.scanner.report.SarifReport;
import dev.gatehouse.scanner.report.TableReport;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/**
 * What is to be reported, and where to.
 *
 * @param format one of {@code table}, {@code jsonl}, {@code sarif}, {@code ocsf} and {@code asff}
 * @param output a file; empty: standard output
 * @param account the AWS account, for {@code asff}
 * @param region the AWS region, for {@code asff}
 */
record ReportOptions(
        String format,
        Optional<Path> output,
        Optional<Path> baseline,
        Optional<Path> writeBaseline,
        Optional<Path> ignoreFile,
        String account,
        String region) {
    static ReportOptions of(ParseResult parsed) {
        ReportOptions options = new ReportOptions(
                ScanOptions.text(parsed, "--format").orElse("table"),
                ScanOptions.path(parsed, "--output"),
                ScanOptions.path(parsed, "--baseline"),
                ScanOptions.path(parsed, "--write-baseline"),
                ScanOptions.path(parsed, "--ignore-file"),
                ScanOptions.text(parsed, "--aws-account").orElse(""),
                ScanOptions.text(parsed, "--aws-region").orElse(""));
        options.writer(false);
        return options;
    }

    /** Whether the form has a place for matches that are no findings. */
    boolean showsSuppressed() {
        return format.equals("table") || format.equals("jsonl");
    }

    /** The writer of the form. */
    ReportFormat writer(boolean colour) {
        return switch (format) {
            case "table" -> new TableReport(colour);
            case "jsonl" -> new JsonLinesReport();
            case "sarif" -> new SarifReport();
            case "ocsf" -> new OcsfReport();
            case "asff" -> asff();
            default -> throw new WrongUsage("--format is table, jsonl, sarif, ocsf or asff");
        };
    }

    private ReportFormat asff() {
        try {
            return new AsffReport(account, region);
        } catch (IllegalArgumentException e) {
            throw new WrongUsage("--format asff needs --aws-account (twelve digits) and --aws-region");
        }
    }
}
