@NullMarked
package dev.gatehouse.cli.proof;

import org.jspecify.annotations.NullMarked;
