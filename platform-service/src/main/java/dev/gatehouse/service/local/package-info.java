/** What a service keeps on its own disk: the folder that is its alone, and files in it that are whole or absent. */
@NullMarked
package dev.gatehouse.service.local;

import org.jspecify.annotations.NullMarked;
