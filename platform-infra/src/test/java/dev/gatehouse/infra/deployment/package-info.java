/** The IAM policies of whoever deploys, written from a table of what each registered type needs. */
@NullMarked
package dev.gatehouse.infra.deployment;

import org.jspecify.annotations.NullMarked;
