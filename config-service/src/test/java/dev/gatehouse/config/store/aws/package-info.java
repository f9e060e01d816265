/** The AWS adapters against moto, and against WireMock where moto is wrong or silent. */
@NullMarked
package dev.gatehouse.config.store.aws;

import org.jspecify.annotations.NullMarked;
