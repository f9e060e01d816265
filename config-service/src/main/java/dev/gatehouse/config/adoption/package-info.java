/** Who holds which version of a secret: what holders report, and whether all of them have the current one. */
@NullMarked
package dev.gatehouse.config.adoption;

import org.jspecify.annotations.NullMarked;
