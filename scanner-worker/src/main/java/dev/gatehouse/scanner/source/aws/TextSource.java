package dev.gatehouse.scanner.source.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.scanner.work.ListedObject;
import dev.gatehouse.scanner.work.Target;
import dev.gatehouse.scanner.work.TargetSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A source whose objects are small texts that one call gives. */
interface TextSource extends TargetSource {
    /** The region's or account's: the location says only which prefix is listed, if the source has prefixes. */
    @Override
    default String canonical(String location) {
        return location;
    }

    @Override
    default InputStream open(Target target, ListedObject object) throws IOException {
        return new ByteArrayInputStream(Calls.reading(() -> text(object)).getBytes(UTF_8));
    }

    /** The text of an object; failures are the SDK's. */
    String text(ListedObject object);
}
