/** Policy documents of IAM, as typed records. */
@NullMarked
package dev.gatehouse.infra.policy.iam;

import org.jspecify.annotations.NullMarked;
