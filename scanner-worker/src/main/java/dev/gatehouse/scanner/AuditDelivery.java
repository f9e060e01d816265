package dev.gatehouse.scanner;

import dev.gatehouse.client.audit.send.AuditSender;
import dev.gatehouse.client.audit.send.HttpEventReceiver;
import java.util.Optional;

/** The sending of the outbox, where an audit-service is configured. */
public final class AuditDelivery implements AutoCloseable {
    private final Optional<AuditSender> sender;
    private final Optional<HttpEventReceiver> receiver;

    private AuditDelivery(Optional<AuditSender> sender, Optional<HttpEventReceiver> receiver) {
        this.sender = sender;
        this.receiver = receiver;
    }

    /** The events stay where they are. */
    static AuditDelivery off() {
        return new AuditDelivery(Optional.empty(), Optional.empty());
    }

    static AuditDelivery by(AuditSender sender, HttpEventReceiver receiver) {
        return new AuditDelivery(Optional.of(sender), Optional.of(receiver));
    }

    /** Who sends; empty where nobody does. */
    public Optional<AuditSender> sender() {
        return sender;
    }

    void start() {
        sender.ifPresent(AuditSender::start);
    }

    @Override
    public void close() {
        sender.ifPresent(AuditSender::close);
        receiver.ifPresent(HttpEventReceiver::close);
    }
}
