/** Git repositories, read by JGit. */
@NullMarked
package dev.gatehouse.scanner.source.git;

import org.jspecify.annotations.NullMarked;
