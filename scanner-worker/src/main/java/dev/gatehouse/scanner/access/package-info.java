/** Who may do what with scans and findings. */
@NullMarked
package dev.gatehouse.scanner.access;

import org.jspecify.annotations.NullMarked;
