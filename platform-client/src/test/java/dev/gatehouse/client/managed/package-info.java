@NullMarked
package dev.gatehouse.client.managed;

import org.jspecify.annotations.NullMarked;
