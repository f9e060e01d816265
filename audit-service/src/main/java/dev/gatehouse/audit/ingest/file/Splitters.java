package dev.gatehouse.audit.ingest.file;

/**
 * Who makes events of which files.
 *
 * @param cloudTrail of CloudTrail's log files
 * @param vpcFlow of VPC Flow Logs
 * @param s3Access of S3's server access logs
 */
public record Splitters(RecordSplitter cloudTrail, RecordSplitter vpcFlow, RecordSplitter s3Access) {}
