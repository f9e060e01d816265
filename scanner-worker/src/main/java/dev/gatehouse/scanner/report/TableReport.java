package dev.gatehouse.scanner.report;

import dev.gatehouse.scanner.engine.Suppression;
import dev.gatehouse.scanner.finding.Confidence;
import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.finding.Location;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** A report for people. Nothing that somebody else chose reaches the terminal but as printable characters. */
public final class TableReport implements ReportFormat {
    private static final int PLACES_SHOWN = 20;

    private final Style style;
    private final int placesShown;

    /** @param colour whether the terminal shows colours */
    public TableReport(boolean colour) {
        this.style = colour ? Style.COLOUR : Style.PLAIN;
        this.placesShown = PLACES_SHOWN;
    }

    @Override
    public void write(ScanReport report, Writer out) throws IOException {
        for (Finding finding : report.findings()) {
            finding(report, finding, out);
        }
        for (Suppression suppression : report.suppressed()) {
            suppression(suppression, out);
        }
        out.flush();
    }

    private void finding(ScanReport report, Finding finding, Writer out) throws IOException {
        String confidence = String.format("%-6s", finding.confidence().word());
        out.write(style.of(colour(finding.confidence()), confidence) + "  "
                + style.of(Style.Colour.BOLD, Printable.of(finding.rule())) + "  "
                + finding.redacted().text() + "\n");
        line(out, Printable.of(report.description(finding.rule())));
        if (finding.owner().isPresent()) {
            line(out, "owner " + Printable.of(finding.owner().get()));
        }
        places(report, finding.locations(), out);
        line(
                out,
                style.of(
                        Style.Colour.DIM, "fingerprint " + finding.fingerprint().text()));
        out.write("\n");
    }

    private void places(ScanReport report, List<Location> places, Writer out) throws IOException {
        for (Location place : places.subList(0, Math.min(placesShown, places.size()))) {
            line(out, Words.place(place) + author(report, place));
        }
        if (places.size() > placesShown) {
            line(out, "and " + Words.count(places.size() - placesShown, "further place", "further places"));
        }
    }

    private static String author(ScanReport report, Location place) {
        ScanReport.CommitFacts facts =
                place.object().version().map(report.commits()::get).orElse(null);
        return facts == null ? "" : ", " + Printable.of(facts.author()) + ", " + facts.date();
    }

    private static void line(Writer out, String text) throws IOException {
        out.write("        " + text + "\n");
    }

    private void suppression(Suppression suppression, Writer out) throws IOException {
        out.write(style.of(Style.Colour.DIM, "none  ") + "  " + Printable.of(suppression.rule()) + "  "
                + suppression.redacted().text() + "\n");
        line(out, Words.place(suppression.location()));
        line(out, Printable.of(suppression.reason()));
    }

    private static Style.Colour colour(Confidence confidence) {
        return switch (confidence) {
            case HIGH -> Style.Colour.RED;
            case MEDIUM -> Style.Colour.YELLOW;
            case LOW -> Style.Colour.CYAN;
        };
    }
}
