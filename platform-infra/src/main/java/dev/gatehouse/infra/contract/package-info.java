/** What the platform's parameters and secrets are, as config-service's documents say it. */
@NullMarked
package dev.gatehouse.infra.contract;

import org.jspecify.annotations.NullMarked;
