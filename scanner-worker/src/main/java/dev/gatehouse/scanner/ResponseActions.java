package dev.gatehouse.scanner;

import dev.gatehouse.scanner.response.StepAction;
import java.util.List;

/**
 * What does the steps of responses.
 *
 * @param all one for each kind of step
 */
record ResponseActions(List<StepAction> all) {}
