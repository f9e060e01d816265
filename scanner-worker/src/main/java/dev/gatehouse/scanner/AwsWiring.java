package dev.gatehouse.scanner;

import dev.gatehouse.scanner.triage.FindingStore;
import dev.gatehouse.scanner.work.RunLog;
import dev.gatehouse.scanner.work.ScanState;
import dev.gatehouse.scanner.work.ScanStore;
import dev.gatehouse.scanner.work.WorkQueue;
import jakarta.inject.Singleton;

/** Puts the AWS form of what is stored together, when it is asked for. */
@Singleton
public class AwsWiring {
    FindingStore findingStore() {
        throw notYet();
    }

    ScanStore scanStore() {
        throw notYet();
    }

    ScanState scanState() {
        throw notYet();
    }

    RunLog runLog() {
        throw notYet();
    }

    WorkQueue workQueue() {
        throw notYet();
    }

    private static ReadinessFailure notYet() {
        return new ReadinessFailure("gatehouse.store", "aws is not there yet: use embedded");
    }
}
