package dev.gatehouse.scanner;

import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/** Runs whatever blocks: a virtual thread a task, as cheap as the task. */
@Singleton
@Typed(VirtualThreads.class)
public class VirtualThreads implements Executor {
    private final ThreadFactory threads = Thread.ofVirtual().name("worker-", 0).factory();

    @Override
    public void execute(Runnable task) {
        threads.newThread(task).start();
    }
}
