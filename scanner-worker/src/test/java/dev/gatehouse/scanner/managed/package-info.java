@NullMarked
package dev.gatehouse.scanner.managed;

import org.jspecify.annotations.NullMarked;
