package dev.gatehouse.audit.storage.duckdb;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The statement that makes a table in Athena of one source's and class's files in S3. Partitions are projected
 * (<a href="https://docs.aws.amazon.com/athena/latest/ug/partition-projection.html">partition projection</a>), so that no
 * crawler has to find new days.
 *
 * @param database in the Glue catalog
 * @param bucket that has the files
 * @param source the folder's name below {@code ext}
 * @param regions that events come from
 * @param accounts that events come from
 * @param firstDay the first day with events, as {@code YYYYMMDD}
 */
public record AthenaTable(
        String database, String bucket, String source, List<String> regions, List<String> accounts, String firstDay) {
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z][a-z0-9_]{0,127}");
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,160}");
    private static final Pattern DAY = Pattern.compile("[0-9]{8}");

    /** @throws IllegalArgumentException one of them is not of its form; nothing in the statement is quoted text */
    public AthenaTable {
        regions = List.copyOf(regions);
        accounts = List.copyOf(accounts);
        require(IDENTIFIER, database, "database");
        require(BUCKET, bucket, "bucket");
        require(NAME, source, "source");
        regions.forEach(region -> require(NAME, region, "region"));
        accounts.forEach(account -> require(NAME, account, "account"));
        require(DAY, firstDay, "firstDay");
        if (regions.isEmpty() || accounts.isEmpty()) {
            throw new IllegalArgumentException("at least one region and one account are projected");
        }
    }

    /** The table's name: the source's, in what Athena takes for a name. */
    public String name() {
        return "events_" + source.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
    }

    /** The statement. */
    public String ddl() {
        return """
                CREATE EXTERNAL TABLE IF NOT EXISTS `%s`.`%s` (
                %s
                )
                PARTITIONED BY (`region` string, `accountid` string, `eventday` string)
                STORED AS PARQUET
                LOCATION '%s'
                TBLPROPERTIES (
                  'parquet.compression' = 'ZSTD',
                  'projection.enabled' = 'true',
                  'projection.region.type' = 'enum',
                  'projection.region.values' = '%s',
                  'projection.accountid.type' = 'enum',
                  'projection.accountid.values' = '%s',
                  'projection.eventday.type' = 'date',
                  'projection.eventday.format' = 'yyyyMMdd',
                  'projection.eventday.range' = '%s,NOW',
                  'projection.eventday.interval' = '1',
                  'projection.eventday.interval.unit' = 'DAYS',
                  'storage.location.template' = '%sregion=${region}/accountId=${accountid}/eventDay=${eventday}/'
                )
                """.formatted(
                        database,
                        name(),
                        columns(),
                        location(),
                        String.join(",", regions),
                        String.join(",", accounts),
                        firstDay,
                        location());
    }

    private String location() {
        return "s3://" + bucket + "/ext/" + source + "/";
    }

    private static String columns() {
        return EventSchema.COLUMNS.stream()
                .map(column -> "  `" + column.name() + "` " + column.athenaType())
                .collect(Collectors.joining(",\n"));
    }

    private static void require(Pattern form, String text, String name) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException(name + " must match " + form.pattern());
        }
    }
}
