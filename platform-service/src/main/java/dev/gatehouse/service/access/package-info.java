/**
 * Who is calling and what they may do: tokens, federated identities, policies, rate limits, and the record of it. Each
 * service brings its own words, and its own place for the tokens.
 */
@NullMarked
package dev.gatehouse.service.access;

import org.jspecify.annotations.NullMarked;
