/** Secrets: values that never leave their type, version stages, the template, and the port to the store that keeps them. */
@NullMarked
package dev.gatehouse.config.secret;

import org.jspecify.annotations.NullMarked;
