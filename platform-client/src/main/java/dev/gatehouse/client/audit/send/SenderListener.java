package dev.gatehouse.client.audit.send;

/** Is told what an operator wants to know. It is called on the sender's thread, and returns soon. */
public interface SenderListener {
    /** The kind of state has changed; not called for another reason of the same kind. */
    void changed(SenderState from, SenderState to);

    /**
     * The receiver has rejected an event, and keeps it in its dead-letter store.
     *
     * @param uid the event's
     * @param error the receiver's word for it
     */
    void rejected(String uid, String error);
}
