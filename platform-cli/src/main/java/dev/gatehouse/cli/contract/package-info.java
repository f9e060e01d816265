/** What --aws needs of the hierarchy's contract: paths, defaults, and which values are secure. */
@NullMarked
package dev.gatehouse.cli.contract;

import org.jspecify.annotations.NullMarked;
