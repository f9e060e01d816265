package dev.gatehouse.scanner;

import dev.gatehouse.scanner.work.TargetSource;
import java.util.List;

/**
 * The sources that targets can be read by.
 *
 * @param all one for each kind
 */
record Sources(List<TargetSource> all) {}
