/**
 * The platform's own secrets as keyed fingerprints, which config-service hands over and scanner-worker looks for. No value is in
 * them.
 *
 * <p><b>The form.</b> For one handing-over config-service makes a {@link dev.gatehouse.client.managed.ManagedKey} of 32 random
 * bytes, K, and gives K with an entry for each value: owner, version, stages, length in bytes, window and mac, where
 *
 * <ul>
 *   <li>m is the first eight bytes of HMAC-SHA-256(K, "gatehouse managed window"), the least significant first, with its lowest
 *       bit set;
 *   <li>window is the upper 32 bits of the product, modulo 2^64, of m and the value's first eight bytes, the least significant
 *       first;
 *   <li>mac is HMAC-SHA-256(K, "gatehouse managed value" || length as eight bytes, most significant first || value).
 * </ul>
 *
 * <p><b>What a holder of K and the entries can learn:</b> up to 32 bits about a value's first eight bytes, and whether a guess is
 * right. So a value that can be guessed can be guessed here too; a random one of 16 bytes or more can't be found out. They are to
 * be kept in memory, and a new K is made each time, so that two handings-over can't be joined.
 */
@NullMarked
package dev.gatehouse.client.managed;

import org.jspecify.annotations.NullMarked;
