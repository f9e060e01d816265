/** The AWS store: Parameter Store, Secrets Manager, STS and SQS behind the features' ports. */
@NullMarked
package dev.gatehouse.config.store.aws;

import org.jspecify.annotations.NullMarked;
