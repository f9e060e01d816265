/** Secrets: values that can be closed, kept up to date through rotations, and reported as adopted. */
@NullMarked
package dev.gatehouse.client.secret;

import org.jspecify.annotations.NullMarked;
