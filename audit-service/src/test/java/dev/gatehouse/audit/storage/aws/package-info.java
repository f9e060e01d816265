/** The AWS adapters against moto, and against WireMock where moto is wrong or silent. */
@NullMarked
package dev.gatehouse.audit.storage.aws;

import org.jspecify.annotations.NullMarked;
