@NullMarked
package dev.gatehouse.client.config;

import org.jspecify.annotations.NullMarked;
