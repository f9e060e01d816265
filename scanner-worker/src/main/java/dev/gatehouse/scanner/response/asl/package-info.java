/** Plans as definitions of AWS Step Functions, in the Amazon States Language. */
@NullMarked
package dev.gatehouse.scanner.response.asl;

import org.jspecify.annotations.NullMarked;
