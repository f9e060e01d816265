package dev.gatehouse.scanner.triage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;

/** A finding a line, each as {@link FindingJson} has it. */
public final class JsonLines implements FindingReport {
    @Override
    public String format() {
        return "jsonl";
    }

    @Override
    public String mediaType() {
        return "application/x-ndjson";
    }

    @Override
    public void write(Iterator<TrackedFinding> findings, OutputStream out) throws IOException {
        while (findings.hasNext()) {
            out.write((FindingJson.write(findings.next()) + "\n").getBytes(UTF_8));
        }
    }
}
