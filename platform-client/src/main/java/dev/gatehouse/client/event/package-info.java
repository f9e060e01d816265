/** What the client tells whoever operates the application. */
@NullMarked
package dev.gatehouse.client.event;

import org.jspecify.annotations.NullMarked;
