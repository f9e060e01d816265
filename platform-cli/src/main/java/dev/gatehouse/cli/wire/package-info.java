/** The services' wire: requests, answers and problems. */
@NullMarked
package dev.gatehouse.cli.wire;

import org.jspecify.annotations.NullMarked;
