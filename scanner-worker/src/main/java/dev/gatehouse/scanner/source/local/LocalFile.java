package dev.gatehouse.scanner.source.local;

import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.source.Content;
import dev.gatehouse.scanner.source.SourceObject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A file.
 *
 * @param size in bytes, when it was listed
 * @param named whether somebody named it: then it may be a link
 */
record LocalFile(Path path, ObjectName name, long size, boolean named) implements SourceObject {
    private static final Set<OpenOption> FOLLOWING = Set.of(StandardOpenOption.READ);
    private static final Set<OpenOption> NOT_FOLLOWING = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    @Override
    public Content open() throws IOException {
        FileChannel channel = FileChannel.open(path, named ? FOLLOWING : NOT_FOLLOWING);
        try {
            return new FileContent(path, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }
}
