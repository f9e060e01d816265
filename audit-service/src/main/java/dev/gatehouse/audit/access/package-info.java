/** What this service's policies can allow or deny, and on what. */
@NullMarked
package dev.gatehouse.audit.access;

import org.jspecify.annotations.NullMarked;
