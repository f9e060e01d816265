/** Who may do what here: this service's words for policies, and the place of its tokens. */
@NullMarked
package dev.gatehouse.config.access;

import org.jspecify.annotations.NullMarked;
