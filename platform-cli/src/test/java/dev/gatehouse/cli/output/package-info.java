@NullMarked
package dev.gatehouse.cli.output;

import org.jspecify.annotations.NullMarked;
