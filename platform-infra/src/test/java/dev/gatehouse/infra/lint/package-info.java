/** Has cfn-lint, which knows the grammar of IAM and Step Functions, read what the programs register. */
@NullMarked
package dev.gatehouse.infra.lint;

import org.jspecify.annotations.NullMarked;
