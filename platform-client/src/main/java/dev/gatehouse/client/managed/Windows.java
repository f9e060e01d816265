package dev.gatehouse.client.managed;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A value's first eight bytes as a number, the least significant first, and what is kept of it. */
public final class Windows {
    public static final int BYTES = Long.BYTES;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Windows() {}

    /** The window that begins there. */
    public static long at(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    /** What is kept of a window: the upper half of its product. */
    public static int hash(long window, long multiplier) {
        return (int) ((window * multiplier) >>> 32);
    }
}
