/** Targets on AWS: what is listed and read by the account's own APIs. */
@NullMarked
package dev.gatehouse.scanner.source.aws;

import org.jspecify.annotations.NullMarked;
