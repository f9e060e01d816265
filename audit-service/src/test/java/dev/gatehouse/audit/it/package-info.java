/** The packaged service, asked over HTTP as its users ask it. */
@NullMarked
package dev.gatehouse.audit.it;

import org.jspecify.annotations.NullMarked;
