/** The question to STS, who signed a request. */
@NullMarked
package dev.gatehouse.config.access.aws;

import org.jspecify.annotations.NullMarked;
