/** The versioned contract of the hierarchy: what each parameter means, which values it takes, and what deviates from it. */
@NullMarked
package dev.gatehouse.config.contract;

import org.jspecify.annotations.NullMarked;
