/** Mistakes that were seeded, each caught by a layer with a name; the README's table is written from them. */
@NullMarked
package dev.gatehouse.infra.mistake;

import org.jspecify.annotations.NullMarked;
