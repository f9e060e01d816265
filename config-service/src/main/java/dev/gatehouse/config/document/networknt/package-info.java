/** JSON schemas by networknt's json-schema-validator, which has Jackson 3 inside. */
@NullMarked
package dev.gatehouse.config.document.networknt;

import org.jspecify.annotations.NullMarked;
