package dev.gatehouse.scanner.work;

/** Is told what becomes of scans and their objects, after it is durable; on the worker's thread. */
public interface ScanListener {
    /** Nobody listens. */
    ScanListener NONE = new ScanListener() {};

    /** A scan is over. It may be told more than once. */
    default void over(ScanRecord scan) {}

    /** An object has ended. */
    default void ended(ObjectEnd end) {}

    /** An item failed, and is tried again. {@code reason} is a class's name. */
    default void failed(String reason) {}
}
