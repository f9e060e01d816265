/** Documents that come from outside: YAML and JSON read within bounds, and errors that say the place and never the content. */
@NullMarked
package dev.gatehouse.service.document;

import org.jspecify.annotations.NullMarked;
