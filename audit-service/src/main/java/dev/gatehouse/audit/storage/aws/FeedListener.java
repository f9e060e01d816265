package dev.gatehouse.audit.storage.aws;

/** Is told what happens to a queue's messages, to be counted and logged. It is told no content. */
public interface FeedListener {
    /** A message is done with, and deleted. */
    void done();

    /** A message is kept as a dead letter, for a reason that is a stable word, and deleted. */
    void deadLetter(String reason);

    /** The log, the dead letters or the ledger can't make anything durable now: the message in hand waits. */
    void waiting(RuntimeException cause);

    /** A message failed, and is left in the queue to come again. */
    void failed(RuntimeException cause);
}
