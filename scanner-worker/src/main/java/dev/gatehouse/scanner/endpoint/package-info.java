/** Which other machines may be called: a list of hosts, and no private addresses behind them. */
@NullMarked
package dev.gatehouse.scanner.endpoint;

import org.jspecify.annotations.NullMarked;
