/** What a deployment is told: read once, checked before the first resource, and typed from then on. */
@NullMarked
package dev.gatehouse.infra.config;

import org.jspecify.annotations.NullMarked;
