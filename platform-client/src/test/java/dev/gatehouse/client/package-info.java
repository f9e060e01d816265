@NullMarked
package dev.gatehouse.client;

import org.jspecify.annotations.NullMarked;
