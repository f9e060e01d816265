package dev.gatehouse.cli.contract;

import java.util.Optional;

/**
 * What adding what is missing does about one path.
 *
 * @param stored whether it is there already
 * @param write what is to be written; empty also where somebody has to choose the value
 */
public record Step(String path, boolean stored, Optional<Write> write) {}
