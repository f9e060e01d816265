/**
 * Documents that come from outside: YAML and JSON read within bounds, errors that say the place and never the content,
 * and the port to a validator of JSON schemas.
 */
@NullMarked
package dev.gatehouse.config.document;

import org.jspecify.annotations.NullMarked;
