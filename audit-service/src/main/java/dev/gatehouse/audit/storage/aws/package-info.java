/** What the service keeps on AWS: logs in S3 behind conditional writes. The SDK's types end here. */
@NullMarked
package dev.gatehouse.audit.storage.aws;

import org.jspecify.annotations.NullMarked;
