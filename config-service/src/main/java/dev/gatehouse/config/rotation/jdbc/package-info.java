/** Databases whose users' passwords are rotated, over JDBC. */
@NullMarked
package dev.gatehouse.config.rotation.jdbc;

import org.jspecify.annotations.NullMarked;
