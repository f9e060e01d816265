/** The client of Gatehouse as a whole: configuration, secrets, flags and audit of one application, opened and closed together. */
@NullMarked
package dev.gatehouse.client;

import org.jspecify.annotations.NullMarked;
