package dev.gatehouse.scanner;

import dev.gatehouse.scanner.work.ScheduledTarget;
import dev.gatehouse.scanner.work.Target;
import java.util.List;

/**
 * What is scanned by name.
 *
 * @param all every target
 * @param scheduled those with times
 */
record Targets(List<Target> all, List<ScheduledTarget> scheduled) {}
