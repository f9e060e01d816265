/** Feature flags in flagd's format, evaluated in the process. */
@NullMarked
package dev.gatehouse.client.flag;

import org.jspecify.annotations.NullMarked;
