package dev.gatehouse.scanner.work;

import dev.gatehouse.scanner.engine.ExplainSink;
import dev.gatehouse.scanner.engine.FindingSink;
import dev.gatehouse.scanner.engine.Scan;
import dev.gatehouse.scanner.engine.Scanner;
import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.ObjectName;
import java.io.IOException;
import java.io.InputStream;

/** The engine alone: an archive's bytes are scanned as they are. */
public final class EngineScanner implements ObjectScanner {
    private final Scan scan;

    public EngineScanner(Scanner scanner) {
        this.scan = scanner.newScan();
    }

    @Override
    public Coverage scan(ObjectName name, InputStream content, FindingSink findings) throws IOException {
        return scan.scan(name, content, findings, ExplainSink.NONE).coverage();
    }
}
