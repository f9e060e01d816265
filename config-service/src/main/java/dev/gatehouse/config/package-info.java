/** config-service: configuration, feature flags and secrets by REST. */
@NullMarked
package dev.gatehouse.config;

import org.jspecify.annotations.NullMarked;
