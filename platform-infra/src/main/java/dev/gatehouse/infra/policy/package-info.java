/** The rules that a registration must keep, as pure functions, and the guard that stops a deployment which breaks one. */
@NullMarked
package dev.gatehouse.infra.policy;

import org.jspecify.annotations.NullMarked;
