package dev.gatehouse.audit;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a native executable can't see by itself.
 *
 * <p>Caffeine picks a generated class for each combination of features that a cache asks for, and makes it by its name:
 * {@code MS} a bounded size, {@code W} an age since the last write.
 */
@RegisterForReflection(
        classNames = {
            "com.github.benmanes.caffeine.cache.PSMS",
            "com.github.benmanes.caffeine.cache.SSMS",
            "com.github.benmanes.caffeine.cache.PSWMS",
            "com.github.benmanes.caffeine.cache.SSMSW",
        })
final class NativeHints {
    private NativeHints() {}
}
