package dev.gatehouse.client.audit.send;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told. */
final class Told implements SenderListener {
    final List<String> changes = new CopyOnWriteArrayList<>();
    final List<String> rejections = new CopyOnWriteArrayList<>();

    @Override
    public void changed(SenderState from, SenderState to) {
        changes.add(from.word() + " to " + to.word());
    }

    @Override
    public void rejected(String uid, String error) {
        rejections.add(uid + " " + error);
    }
}
