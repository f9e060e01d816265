/** What events mean in OCSF 1.3.0, with its profiles cloud and datetime. */
@NullMarked
package dev.gatehouse.audit.event.ocsf;

import org.jspecify.annotations.NullMarked;
