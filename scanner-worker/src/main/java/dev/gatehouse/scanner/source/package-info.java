/** What can be scanned, and how it is read: the port that sources serve, archives, and the threads that share the work. */
@NullMarked
package dev.gatehouse.scanner.source;

import org.jspecify.annotations.NullMarked;
