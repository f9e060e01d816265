package dev.gatehouse.scanner.source.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** What is gzipped, as an archive of one file. */
final class GzipEntry implements Entries {
    private final InputStream content;
    private final Allowance allowance;
    private final String name;
    private boolean given;

    GzipEntry(InputStream content, Allowance allowance, String name) {
        this.content = content;
        this.allowance = allowance;
        this.name = name;
    }

    @Override
    public Optional<Entry> next() throws IOException {
        if (given) {
            // To its end, where the checksum stands.
            content.transferTo(OutputStream.nullOutputStream());
            return Optional.empty();
        }
        given = true;
        return allowance.takeEntry() ? Optional.of(new Entry(name, content)) : Optional.empty();
    }
}
