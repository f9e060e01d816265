/** What a scan says: findings, and what it did and did not look at. Plain values, none of which holds a secret. */
@NullMarked
package dev.gatehouse.scanner.finding;

import org.jspecify.annotations.NullMarked;
