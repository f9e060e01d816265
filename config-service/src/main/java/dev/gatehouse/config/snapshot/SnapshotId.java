package dev.gatehouse.config.snapshot;

/** Names one application's configuration in one environment; both are names that the contract knows. */
public record SnapshotId(String environment, String application) {}
