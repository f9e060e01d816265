/** Reusable components, each named for its purpose and made from one record of arguments. */
@NullMarked
package dev.gatehouse.infra.component;

import org.jspecify.annotations.NullMarked;
