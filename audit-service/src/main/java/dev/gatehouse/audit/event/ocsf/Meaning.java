package dev.gatehouse.audit.event.ocsf;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.NormalizedEvent;
import dev.gatehouse.audit.event.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * What a mapping found out beside what it wrote. Texts are cut to {@link #MAX_TEXT} characters, resources to the first
 * {@link #MAX_RESOURCES}.
 */
record Meaning(
        Classification classification,
        Outcome outcome,
        int severity,
        String actor,
        String action,
        List<String> resources,
        String address,
        String account,
        String region) {
    /** Characters of what queries ask for; OCSF's JSON has the whole. */
    static final int MAX_TEXT = 2_048;

    /** As many as AWS lets a call name at once in most of its services. */
    static final int MAX_RESOURCES = 100;

    NormalizedEvent of(Event event, ByteSlice ocsf) {
        return new NormalizedEvent(
                event.time(),
                classification.classUid(),
                classification.activityId(),
                severity,
                outcome,
                bounded(actor),
                bounded(action),
                boundedResources(),
                bounded(address),
                bounded(account),
                bounded(region),
                ocsf);
    }

    private List<String> boundedResources() {
        List<String> bounded = new ArrayList<>();
        for (String resource : resources.subList(0, Math.min(resources.size(), MAX_RESOURCES))) {
            bounded.add(bounded(resource));
        }
        return bounded;
    }

    private static String bounded(String text) {
        if (text.length() <= MAX_TEXT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 2)) ? MAX_TEXT - 2 : MAX_TEXT - 1;
        return text.substring(0, end) + "…";
    }
}
