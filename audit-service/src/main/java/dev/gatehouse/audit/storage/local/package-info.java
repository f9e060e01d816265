/** The embedded forms of what the service keeps and reads: files and folders of one machine. */
@NullMarked
package dev.gatehouse.audit.storage.local;

import org.jspecify.annotations.NullMarked;
