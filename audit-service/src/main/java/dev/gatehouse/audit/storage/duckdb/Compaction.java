package dev.gatehouse.audit.storage.duckdb;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Merges small files of a folder. */
final class Compaction {
    private final DuckDbDatabase database;
    private final ParquetLimits limits;

    Compaction(DuckDbDatabase database, ParquetLimits limits) {
        this.database = database;
        this.limits = limits;
    }

    /** @return how many files were merged into others */
    int mergeAll() throws SQLException, IOException {
        int merged = 0;
        for (List<ParquetFile> folder : folders().values()) {
            for (List<ParquetFile> together : groups(folder)) {
                merge(together);
                merged += together.size();
            }
        }
        return merged;
    }

    private Map<String, List<ParquetFile>> folders() throws SQLException {
        try (Session session = database.begin()) {
            return ParquetFile.all(session).stream()
                    .collect(Collectors.groupingBy(ParquetFile::folder, TreeMap::new, Collectors.toList()));
        }
    }

    /** Files, one after the other, that fit into one. */
    private List<List<ParquetFile>> groups(List<ParquetFile> folder) {
        List<List<ParquetFile>> groups = new ArrayList<>();
        List<ParquetFile> group = new ArrayList<>();
        for (ParquetFile file : folder) {
            if (!fits(group, file)) {
                groups.add(group);
                group = new ArrayList<>();
            }
            group.add(file);
        }
        groups.add(group);
        return groups.stream().filter(together -> together.size() > 1).toList();
    }

    private boolean fits(List<ParquetFile> group, ParquetFile file) {
        long rows = group.stream().mapToLong(ParquetFile::rows).sum() + file.rows();
        long bytes = group.stream().mapToLong(ParquetFile::ocsfBytes).sum() + file.ocsfBytes();
        return rows <= limits.maxRows() && bytes <= limits.maxBytes();
    }

    private void merge(List<ParquetFile> together) throws SQLException, IOException {
        try (Session session = database.begin()) {
            DuckDbSettings settings = database.settings();
            SqlText rows = SqlText.of("SELECT " + EventSchema.NAMES + " FROM " + ParquetFile.scan(together, settings));
            ParquetFile merged = new ParquetWriter(session, settings)
                    .write(rows, together.getFirst().folder());
            for (ParquetFile file : together) {
                file.removeFrom(session);
            }
            merged.addTo(session);
            session.commit();
        }
    }
}
