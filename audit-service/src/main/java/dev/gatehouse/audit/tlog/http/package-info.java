/** How witnesses of the tile log are asked over HTTP, with the JDK's client. */
@NullMarked
package dev.gatehouse.audit.tlog.http;

import org.jspecify.annotations.NullMarked;
