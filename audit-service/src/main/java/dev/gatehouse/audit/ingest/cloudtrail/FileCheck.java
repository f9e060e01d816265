package dev.gatehouse.audit.ingest.cloudtrail;

import dev.gatehouse.audit.ingest.cloudtrail.DigestFile.LogFile;

/** Checks one of the files that an authentic digest names. */
@FunctionalInterface
public interface FileCheck {
    /** What is found of the file. Never throws for what is found. */
    FileFinding check(LogFile file);
}
