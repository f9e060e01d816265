/** What an application reads: the layers of the hierarchy resolved into one snapshot, cached, watched and explained. */
@NullMarked
package dev.gatehouse.config.snapshot;

import org.jspecify.annotations.NullMarked;
