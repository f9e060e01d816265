package dev.gatehouse.scanner;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.internal.JGitText;
import org.eclipse.jgit.lib.CoreConfig;

/**
 * What a native executable can't see by itself: JGit fills the fields of its messages by reflection, and reads the values of
 * settings' enums so.
 */
@RegisterForReflection(
        targets = {
            JGitText.class,
            CoreConfig.AutoCRLF.class,
            CoreConfig.CheckStat.class,
            CoreConfig.EOL.class,
            CoreConfig.EolStreamType.class,
            CoreConfig.HideDotFiles.class,
            CoreConfig.LogRefUpdates.class,
            CoreConfig.SymLinks.class,
            CoreConfig.TrustStat.class,
            DirCache.DirCacheVersion.class,
        },
        classNames = {
            "org.eclipse.jgit.lib.CoreConfig$TrustLooseRefStat",
            "org.eclipse.jgit.lib.CoreConfig$TrustPackedRefsStat",
            "org.eclipse.jgit.util.sha1.SHA1$Sha1Implementation",
        })
final class NativeHints {
    private NativeHints() {}
}
