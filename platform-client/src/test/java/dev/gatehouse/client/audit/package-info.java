@NullMarked
package dev.gatehouse.client.audit;

import org.jspecify.annotations.NullMarked;
