/** A log that another machine serves. */
@NullMarked
package dev.gatehouse.audit.storage.web;

import org.jspecify.annotations.NullMarked;
