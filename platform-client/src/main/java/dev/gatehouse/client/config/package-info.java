/** An application's configuration: a snapshot in memory that is kept up to date, and typed reads of it. */
@NullMarked
package dev.gatehouse.client.config;

import org.jspecify.annotations.NullMarked;
