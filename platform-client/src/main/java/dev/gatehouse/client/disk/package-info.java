/** What the client keeps on disk: files that only their owner reads, sealed where they hold what was delivered. */
@NullMarked
package dev.gatehouse.client.disk;

import org.jspecify.annotations.NullMarked;
