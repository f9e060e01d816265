package dev.gatehouse.scanner.source.aws;

import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.work.ListedObject;
import dev.gatehouse.scanner.work.Listing;
import dev.gatehouse.scanner.work.ListingFailed;
import dev.gatehouse.scanner.work.Target;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ListStateMachinesRequest;
import software.amazon.awssdk.services.sfn.model.ListStateMachinesResponse;

/** Definitions of Step Functions' state machines; the location is {@code *}. */
public final class StepFunctionsSource implements TextSource {
    private final SfnClient sfn;

    public StepFunctionsSource(SfnClient sfn) {
        this.sfn = sfn;
    }

    @Override
    public String kind() {
        return "step-functions";
    }

    @Override
    public Listing list(Target target, Optional<String> cursor) throws ListingFailed {
        ListStateMachinesRequest.Builder request = ListStateMachinesRequest.builder();
        cursor.ifPresent(request::nextToken);
        ListStateMachinesResponse answer =
                Calls.listing("the state machines can't be listed", () -> sfn.listStateMachines(request.build()));
        List<ListedObject> objects = answer.stateMachines().stream()
                .map(machine -> new ListedObject(
                        ObjectName.of("step-functions", machine.stateMachineArn()), -1, Optional.empty()))
                .toList();
        return new Listing(objects, List.of(), Optional.ofNullable(answer.nextToken()));
    }

    @Override
    public String text(ListedObject object) {
        return sfn.describeStateMachine(get -> get.stateMachineArn(object.name().path()))
                .definition();
    }
}
