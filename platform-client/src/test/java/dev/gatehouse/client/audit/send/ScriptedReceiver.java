package dev.gatehouse.client.audit.send;

import dev.gatehouse.client.audit.AuditEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Gives the answers that a test has laid down, and takes everything after that. */
final class ScriptedReceiver implements EventReceiver {
    final List<List<String>> requests = new ArrayList<>();
    private final Queue<Answer> answers = new ArrayDeque<>();

    ScriptedReceiver answering(Answer... next) {
        answers.addAll(List.of(next));
        return this;
    }

    @Override
    public Answer send(List<AuditEvent> events) {
        requests.add(events.stream().map(AuditEvent::uid).toList());
        Answer next = answers.poll();
        return next == null ? new Answer.Taken(List.of()) : next;
    }

    List<Integer> sizes() {
        return requests.stream().map(List::size).toList();
    }
}
