/** The question to STS, who signed a request. */
@NullMarked
package dev.gatehouse.service.access.aws;

import org.jspecify.annotations.NullMarked;
