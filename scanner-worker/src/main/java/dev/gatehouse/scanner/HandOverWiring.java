package dev.gatehouse.scanner;

import dev.gatehouse.scanner.finding.FingerprintKey;
import dev.gatehouse.scanner.response.DisableKeyStep;
import dev.gatehouse.scanner.response.FindingObjects;
import dev.gatehouse.scanner.response.OwnKeys;
import dev.gatehouse.scanner.response.Subjects;
import dev.gatehouse.scanner.response.asl.PlanExecutions;
import dev.gatehouse.scanner.work.ScanState;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts together what hands responses over. */
public class HandOverWiring {
    @Produces
    @Singleton
    ResponseMachines responseMachines(AwsResponseWiring aws, FingerprintKey key, Subjects subjects, ScanState state) {
        OwnKeys keys = new OwnKeys(aws.keys().map(DisableKeyStep.Keys::known), key);
        return new ResponseMachines(
                aws.bus().map(bus -> new PlanExecutions(bus, subjects, new FindingObjects(state), keys)));
    }
}
