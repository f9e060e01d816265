/** The configuration as a source of MicroProfile Config; the one package that knows {@code org.eclipse.microprofile}. */
@NullMarked
package dev.gatehouse.client.microprofile;

import org.jspecify.annotations.NullMarked;
