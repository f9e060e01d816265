@NullMarked
package dev.gatehouse.cli.settings;

import org.jspecify.annotations.NullMarked;
