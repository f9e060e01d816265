@NullMarked
package dev.gatehouse.cli.aws;

import org.jspecify.annotations.NullMarked;
