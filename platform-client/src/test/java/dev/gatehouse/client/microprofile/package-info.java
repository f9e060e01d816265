@NullMarked
package dev.gatehouse.client.microprofile;

import org.jspecify.annotations.NullMarked;
