/** Parameters: canonical paths, versions, and the port to the store that keeps them. */
@NullMarked
package dev.gatehouse.config.parameter;

import org.jspecify.annotations.NullMarked;
