@NullMarked
package dev.gatehouse.client.secret;

import org.jspecify.annotations.NullMarked;
