/** What holds for every form of storage. */
@NullMarked
package dev.gatehouse.audit.storage;

import org.jspecify.annotations.NullMarked;
