/** Who is calling and what they may do: tokens, federated identities, policies, rate limits. */
@NullMarked
package dev.gatehouse.config.access;

import org.jspecify.annotations.NullMarked;
