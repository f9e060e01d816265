package dev.gatehouse.scanner.source;

import dev.gatehouse.scanner.finding.Gap;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** An open object. */
public interface Content extends AutoCloseable {
    /** Its bytes, always the same stream. */
    InputStream stream();

    /** What is wrong with what was read, asked when all of it was: that it changed meanwhile. */
    Optional<Gap> change() throws IOException;

    @Override
    void close() throws IOException;

    /** A stream that can't change. */
    static Content of(InputStream stream) {
        return new Content() {
            @Override
            public InputStream stream() {
                return stream;
            }

            @Override
            public Optional<Gap> change() {
                return Optional.empty();
            }

            @Override
            public void close() throws IOException {
                stream.close();
            }
        };
    }

    /** Other bytes that are read out of this content, which is closed with them. */
    default Content with(InputStream within) {
        Content outer = this;
        return new Content() {
            @Override
            public InputStream stream() {
                return within;
            }

            @Override
            public Optional<Gap> change() throws IOException {
                return outer.change();
            }

            @Override
            public void close() throws IOException {
                outer.close();
            }
        };
    }
}
