package dev.gatehouse.config.http.v1;

import java.util.concurrent.Executor;

/**
 * Turns any number of wake-ups into looks that never overlap: a wake-up during a look is followed by one more look.
 */
final class Wakeups {
    /** One look. */
    interface Look {
        /**
         * @param last whether the wait is over
         * @return whether nobody waits any longer
         */
        boolean look(boolean last);
    }

    private final Executor workers;
    private final Look look;
    private boolean looking;
    private boolean again;
    private boolean last;
    private boolean stopped;

    Wakeups(Executor workers, Look look) {
        this.workers = workers;
        this.look = look;
    }

    /** Looks soon. */
    void wake() {
        request(false);
    }

    /** Looks once more, for the last time. */
    void last() {
        request(true);
    }

    synchronized void stop() {
        stopped = true;
    }

    private synchronized void request(boolean asLast) {
        last |= asLast;
        again = true;
        if (!looking && !stopped) {
            looking = true;
            workers.execute(this::run);
        }
    }

    private void run() {
        while (true) {
            boolean isLast;
            synchronized (this) {
                if (!again || stopped) {
                    looking = false;
                    return;
                }
                again = false;
                isLast = last;
            }
            boolean over = false;
            boolean ended = false;
            try {
                over = look.look(isLast);
                ended = true;
            } finally {
                if (!ended) {
                    failed();
                }
            }
            if (over) {
                stop();
            }
        }
    }

    /** A look that threw ends its thread; what woke it up meanwhile is looked for by another. */
    private synchronized void failed() {
        looking = again && !stopped;
        if (looking) {
            workers.execute(this::run);
        }
    }
}
