package dev.gatehouse.scanner.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes as a number, the least significant first. */
final class Windows {
    static final int BYTES = Long.BYTES;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Windows() {}

    static long at(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    /** What is kept of a window: the upper half of its product. */
    static int hash(long window, long multiplier) {
        return (int) ((window * multiplier) >>> 32);
    }
}
