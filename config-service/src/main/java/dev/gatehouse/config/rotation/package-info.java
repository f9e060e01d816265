/**
 * Secrets are replaced here, step by step: {@code create -> set -> test -> finish -> adopt -> retire}. What is going on is
 * kept as one parameter for each secret, written before and after each step, so that whoever finds it can go on.
 */
@NullMarked
package dev.gatehouse.config.rotation;

import org.jspecify.annotations.NullMarked;
