/**
 * The port to a validator of JSON schemas.
 */
@NullMarked
package dev.gatehouse.config.document;

import org.jspecify.annotations.NullMarked;
