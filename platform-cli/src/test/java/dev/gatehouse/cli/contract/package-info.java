@NullMarked
package dev.gatehouse.cli.contract;

import org.jspecify.annotations.NullMarked;
