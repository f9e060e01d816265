@NullMarked
package dev.gatehouse.client.flag;

import org.jspecify.annotations.NullMarked;
