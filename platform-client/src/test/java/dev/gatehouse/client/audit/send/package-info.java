@NullMarked
package dev.gatehouse.client.audit.send;

import org.jspecify.annotations.NullMarked;
