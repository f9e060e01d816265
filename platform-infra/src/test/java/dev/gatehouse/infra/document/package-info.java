/** Pages that are written from data and registrations, and the tables that they are written from. */
@NullMarked
package dev.gatehouse.infra.document;

import org.jspecify.annotations.NullMarked;
