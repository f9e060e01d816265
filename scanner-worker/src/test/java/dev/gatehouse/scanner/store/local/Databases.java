package dev.gatehouse.scanner.store.local;

import java.nio.file.Path;
import org.sqlite.SQLiteDataSource;

/** The embedded databases in a folder of a test's, set up as the service's are. */
final class Databases {
    private Databases() {}

    static SqliteDatabase open(Path folder, Schema schema) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + folder.resolve(schema + ".db") + "?journal_mode=WAL&synchronous="
                + (schema.equals(Schema.FINDINGS) ? "FULL" : "NORMAL") + "&foreign_keys=true&busy_timeout=5000");
        return SqliteDatabase.open(source, schema);
    }
}
