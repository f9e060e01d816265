/** The packaged service, as a process of its own, over its wire. */
@org.jspecify.annotations.NullMarked
package dev.gatehouse.scanner.it;
