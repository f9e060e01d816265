package dev.gatehouse.audit.storage.duckdb;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * Events that go into one folder: of a day (UTC), a source, a class, a region and an account. The layout is
 * <a href="https://docs.aws.amazon.com/security-lake/latest/userguide/custom-sources-best-practices.html">Security
 * Lake's for custom sources</a>: {@code ext/<source>/region=<r>/accountId=<id>/eventDay=<YYYYMMDD>}. Security Lake wants
 * one OCSF class in each source, so the class is a part of the source's name there.
 *
 * @param day the day's first microsecond
 * @param source as it stands in the events; empty for erased ones
 * @param classUid OCSF's class
 * @param region a region of AWS's, or {@code none}
 * @param account an account of AWS's, or {@code external}
 */
record DayFolder(long day, String source, int classUid, String region, String account) {
    // Regions and accounts are what an event says: anything that is not AWS's form could be any text.
    private static final String REGION = "CASE WHEN regexp_full_match(cloud_region,"
            + " '[a-z]{2,4}(-[a-z]{2,12}){1,3}-[0-9]{1,2}') THEN cloud_region ELSE 'none' END";
    private static final String ACCOUNT =
            "CASE WHEN regexp_full_match(account_id, '[0-9]{12}') THEN account_id ELSE 'external' END";
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd").withZone(ZoneOffset.UTC);
    private static final int AT_ONCE = 1_000;

    /** The folders that recent events from before a time belong to, the oldest days first; so many at once. */
    static List<DayFolder> before(Session session, long time) throws SQLException {
        SqlText sql = SqlText.of(
                "SELECT DISTINCT epoch_us(date_trunc('day', event_time)) AS day, source, class_uid, " + REGION
                        + " AS region, " + ACCOUNT + " AS account FROM " + EventSchema.HOT
                        + " WHERE event_time < make_timestamp(?) ORDER BY ALL LIMIT ?",
                time,
                AT_ONCE);
        List<DayFolder> folders = new ArrayList<>();
        try (PreparedStatement statement = session.prepare(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                folders.add(new DayFolder(
                        rows.getLong(1), rows.getString(2), rows.getInt(3), rows.getString(4), rows.getString(5)));
            }
        }
        return folders;
    }

    /** Its path below the Parquet folder, with slashes; the source's own slashes and colons become hyphens. */
    String path() {
        String name = source.isEmpty() ? "erased" : source.replaceAll("[^A-Za-z0-9._-]", "-");
        return "ext/" + name + "-" + classUid + "/region=" + region + "/accountId=" + account + "/eventDay="
                + DAY.format(Micros.instant(day));
    }

    /** The condition that a recent event belongs to it. */
    SqlText condition() {
        return SqlText.of(
                "event_time >= make_timestamp(?) AND event_time < make_timestamp(?) AND source = ? AND class_uid = ? AND "
                        + REGION + " = ? AND " + ACCOUNT + " = ?",
                day,
                day + Micros.DAY,
                source,
                classUid,
                region,
                account);
    }
}
