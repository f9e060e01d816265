package dev.gatehouse.config.rotation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/**
 * Where a process dies: before or after one of its writes, counted over all that it writes to. As after SIGKILL, nothing of
 * it goes on.
 */
final class CrashPoint {
    private static final Set<String> WRITES =
            Set.of("put", "create", "moveStage", "removeStage", "delete", "restore", "label", "changePassword");

    /** The death. An error, which nothing catches on its way. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash() {
            super("the process died here", null, false, false);
        }
    }

    private final int write;
    private final boolean after;
    private int writes;
    private boolean dead;

    private CrashPoint(int write, boolean after) {
        this.write = write;
        this.after = after;
    }

    static CrashPoint never() {
        return new CrashPoint(Integer.MAX_VALUE, false);
    }

    static CrashPoint before(int write) {
        return new CrashPoint(write, false);
    }

    static CrashPoint after(int write) {
        return new CrashPoint(write, true);
    }

    int writes() {
        return writes;
    }

    /** The same port, as the process that dies sees it. */
    <T> T over(Class<T> port, T real) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    boolean counted = WRITES.contains(method.getName()) && ++writes == write;
                    die(dead || (counted && !after));
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    } finally {
                        die(counted && after);
                    }
                }));
    }

    private void die(boolean now) {
        if (now) {
            dead = true;
            throw new Crash();
        }
    }
}
