package dev.gatehouse.scanner.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.scanner.work.CoverageJson;
import dev.gatehouse.scanner.work.LedgerLine;
import dev.gatehouse.scanner.work.ScanCounts;
import dev.gatehouse.scanner.work.ScanRecord;
import dev.gatehouse.service.http.Json;

/** Scans and ledgers as they are on the wire. */
final class ScanJson {
    private ScanJson() {}

    static ObjectNode scan(ScanRecord scan) {
        ObjectNode json = Json.object();
        json.put("id", scan.id());
        json.put("status", scan.status().word());
        scan.detail().ifPresent(detail -> json.put("detail", detail));
        ObjectNode target = json.putObject("target");
        target.put("name", scan.target().name())
                .put("kind", scan.target().kind())
                .put("location", scan.target().location());
        json.put("requester", scan.requester());
        json.put("requestedAt", scan.requested().toString());
        scan.finished().ifPresent(at -> json.put("finishedAt", at.toString()));
        json.put("listed", scan.listed());
        json.set("objects", counts(scan.counts()));
        json.put("bytes", scan.counts().bytes());
        return json.put("findings", scan.counts().findings());
    }

    private static ObjectNode counts(ScanCounts counts) {
        return Json.object()
                .put("listed", counts.listed())
                .put("pending", counts.pending())
                .put("scanned", counts.scanned())
                .put("unchanged", counts.unchanged())
                .put("partial", counts.partial())
                .put("excluded", counts.excluded())
                .put("denied", counts.denied())
                .put("undecodable", counts.undecodable());
    }

    static ObjectNode line(LedgerLine line) {
        ObjectNode json = Json.object();
        json.put("source", line.object().source());
        json.put("path", line.object().path());
        line.object().version().ifPresent(version -> json.put("version", version));
        line.coverage()
                .ifPresentOrElse(
                        coverage -> json.setAll(CoverageJson.tree(coverage)), () -> json.put("outcome", "pending"));
        json.put("unchanged", line.unchanged());
        return json.put("findings", line.findings());
    }
}
