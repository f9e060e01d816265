/** Which controls of CIS and AWS the stacks meet, by which resources, and which they do not and why. */
@NullMarked
package dev.gatehouse.infra.control;

import org.jspecify.annotations.NullMarked;
