/** The same operations straight against AWS, for bootstrap. */
@NullMarked
package dev.gatehouse.cli.aws;

import org.jspecify.annotations.NullMarked;
