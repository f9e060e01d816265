package dev.gatehouse.config.rotation;

import java.time.Instant;

/** What a person has to do, and until when. */
public record Task(String instructions, Instant due) {}
