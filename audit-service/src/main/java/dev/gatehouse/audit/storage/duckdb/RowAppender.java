package dev.gatehouse.audit.storage.duckdb;

import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.event.NormalizedEvent;
import dev.gatehouse.audit.event.Outcome;
import dev.gatehouse.audit.query.IndexedEvent;
import dev.gatehouse.audit.query.IndexedEvent.Content;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;

/** Writes events as rows, through DuckDB's appender: it is forty times as fast as statements. */
final class RowAppender {
    private final DuckDBAppender appender;

    RowAppender(DuckDBAppender appender) {
        this.appender = appender;
    }

    void append(IndexedEvent event) throws SQLException {
        appender.beginRow();
        appender.append(event.index());
        appender.appendEpochMicros(Micros.ofEvent(event.received()));
        if (event.content().isPresent()) {
            content(event, event.content().get());
        } else {
            nothing(event);
        }
        appender.endRow();
    }

    private void content(IndexedEvent event, Content content) throws SQLException {
        EventKey key = content.key();
        NormalizedEvent normalized = content.normalized();
        String ocsf = normalized.ocsf().text();
        identity(event, key.source(), key.uid());
        appender.appendEpochMicros(Micros.ofEvent(normalized.time()));
        numbers(normalized.classUid(), normalized.activityId(), normalized.severityId());
        appender.append(normalized.outcome().word());
        appender.append(IndexedEvent.cut(normalized.actor()));
        appender.append(IndexedEvent.cut(normalized.action()));
        appender.append(IndexedEvent.cut(normalized.resources()));
        appender.append(IndexedEvent.cut(normalized.address()));
        appender.append(IndexedEvent.cut(normalized.account()));
        appender.append(IndexedEvent.cut(normalized.region()));
        appender.append((long) normalized.ocsf().length());
        appender.append(ocsf);
    }

    private void nothing(IndexedEvent event) throws SQLException {
        identity(event, "", "");
        appender.appendEpochMicros(Micros.ofEvent(event.received()));
        numbers(0, 0, 0);
        appender.append(Outcome.UNKNOWN.word());
        appender.append("").append("");
        appender.append(List.<String>of());
        appender.append("").append("").append("");
        appender.append(0L);
        appender.append("");
    }

    private void identity(IndexedEvent event, String source, String uid) throws SQLException {
        appender.append(source).append(uid);
        appender.append(event.format().word());
        appender.append(event.verdict().word());
    }

    private void numbers(int classUid, int activityId, int severityId) throws SQLException {
        appender.append(classUid).append(activityId).append(severityId);
    }
}
