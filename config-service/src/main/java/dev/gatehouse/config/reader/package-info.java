/** Who read a secret, out of the audit log: how far a leak of it, or through it, may reach. */
@NullMarked
package dev.gatehouse.config.reader;

import org.jspecify.annotations.NullMarked;
