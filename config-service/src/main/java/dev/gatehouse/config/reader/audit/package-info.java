/** audit-service as the audit log that readings are asked of. */
@NullMarked
package dev.gatehouse.config.reader.audit;

import org.jspecify.annotations.NullMarked;
