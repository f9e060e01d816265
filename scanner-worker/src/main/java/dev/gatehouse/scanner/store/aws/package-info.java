/** What is kept on AWS: findings, scans and what was scanned in one DynamoDB table, work in an SQS queue. */
@NullMarked
package dev.gatehouse.scanner.store.aws;

import org.jspecify.annotations.NullMarked;
