/** Response plans as data: which findings they are for, and the steps that answer them. */
@NullMarked
package dev.gatehouse.scanner.response.plan;

import org.jspecify.annotations.NullMarked;
