/** The service as a process: black-box tests that run against the JVM and the native executable alike. */
@NullMarked
package dev.gatehouse.config.it;

import org.jspecify.annotations.NullMarked;
