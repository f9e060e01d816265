package dev.gatehouse.scanner;

import dev.gatehouse.scanner.response.StateMachines;
import java.util.Optional;

/**
 * What carries automatic responses out instead of this service.
 *
 * @param chosen empty where all is done here
 */
record ResponseMachines(Optional<StateMachines> chosen) {}
