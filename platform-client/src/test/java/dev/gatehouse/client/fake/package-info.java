@NullMarked
package dev.gatehouse.client.fake;

import org.jspecify.annotations.NullMarked;
