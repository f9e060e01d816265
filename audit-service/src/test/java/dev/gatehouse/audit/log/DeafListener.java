package dev.gatehouse.audit.log;

/** Hears nothing. */
final class DeafListener implements LogListener {
    @Override
    public void appended(long size) {}

    @Override
    public void sealed(long size) {}

    @Override
    public void failed(RuntimeException cause) {}

    @Override
    public void lost() {}
}
