/** What the client does on threads of its own. */
@NullMarked
package dev.gatehouse.client.background;

import org.jspecify.annotations.NullMarked;
