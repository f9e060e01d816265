package dev.gatehouse.scanner.source.git;

import java.io.File;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Keeps JGit to the repository: it does not read the user's or the system's configuration, does not run {@code git} to find
 * them, and does not write files into the repository to measure the file system's clock.
 */
final class QuietSystem extends SystemReader.Delegate {
    /** Larger objects are read as streams: so much can be held by each thread. */
    private static final int STREAMED_FROM = 16 << 20;

    private static boolean installed;

    private QuietSystem(SystemReader system) {
        super(system);
    }

    /** Makes it JGit's, once for the process. */
    static synchronized void install() {
        if (!installed) {
            SystemReader.setInstance(new QuietSystem(SystemReader.getInstance()));
            WindowCacheConfig cache = new WindowCacheConfig();
            cache.setStreamFileThreshold(STREAMED_FROM);
            cache.install();
            installed = true;
        }
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    private static final class Empty extends FileBasedConfig {
        private static final long RESOLUTION_MICROS = 10;

        Empty(Config parent, FS fs) {
            super(parent, new File("none"), fs);
        }

        @Override
        public void load() {}

        @Override
        public void save() {}

        @Override
        public boolean isOutdated() {
            return false;
        }

        /** JGit measures what it is not told here. */
        @Override
        public long getTimeUnit(String section, String subsection, String name, long otherwise, TimeUnit unit) {
            return section.equals("filesystem")
                    ? unit.convert(RESOLUTION_MICROS, TimeUnit.MICROSECONDS)
                    : super.getTimeUnit(section, subsection, name, otherwise, unit);
        }
    }
}
