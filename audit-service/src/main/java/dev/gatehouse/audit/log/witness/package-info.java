/** Has a log's checkpoints cosigned by witnesses (C2SP tlog-witness), beside the log and never in its way. */
@NullMarked
package dev.gatehouse.audit.log.witness;

import org.jspecify.annotations.NullMarked;
