@NullMarked
package dev.gatehouse.client.disk;

import org.jspecify.annotations.NullMarked;
