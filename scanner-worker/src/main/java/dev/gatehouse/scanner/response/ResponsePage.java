package dev.gatehouse.scanner.response;

import java.util.List;
import java.util.Optional;

/**
 * A part of a listing.
 *
 * @param responses the latest first
 * @param next the cursor of the part after; empty for the last. A part may be short, or empty, and have a next
 */
public record ResponsePage(List<Response> responses, Optional<String> next) {
    public ResponsePage {
        responses = List.copyOf(responses);
    }
}
