package dev.gatehouse.scanner.source.aws;

import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.work.ListedObject;
import dev.gatehouse.scanner.work.Listing;
import dev.gatehouse.scanner.work.ListingFailed;
import dev.gatehouse.scanner.work.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** Stacks of CloudFormation, each as two objects: its parameters and outputs, and its template; the location is {@code *}. */
public final class CloudFormationSource implements TextSource {
    private static final String VALUES = "/values";
    private static final String TEMPLATE = "/template";

    private final CloudFormationClient stacks;

    public CloudFormationSource(CloudFormationClient stacks) {
        this.stacks = stacks;
    }

    @Override
    public String kind() {
        return "cloudformation";
    }

    @Override
    public Listing list(Target target, Optional<String> cursor) throws ListingFailed {
        DescribeStacksRequest.Builder request = DescribeStacksRequest.builder();
        cursor.ifPresent(request::nextToken);
        DescribeStacksResponse answer =
                Calls.listing("the stacks can't be listed", () -> stacks.describeStacks(request.build()));
        List<ListedObject> objects = new ArrayList<>();
        for (Stack stack : answer.stacks()) {
            Optional<String> stamp = Optional.ofNullable(stack.lastUpdatedTime())
                    .or(() -> Optional.ofNullable(stack.creationTime()))
                    .map(at -> at.toString());
            objects.add(listed(stack, VALUES, stamp));
            objects.add(listed(stack, TEMPLATE, stamp));
        }
        return new Listing(objects, List.of(), Optional.ofNullable(answer.nextToken()));
    }

    private static ListedObject listed(Stack stack, String part, Optional<String> stamp) {
        return new ListedObject(ObjectName.of("cloudformation", stack.stackId() + part), -1, stamp);
    }

    @Override
    public String text(ListedObject object) {
        String path = object.name().path();
        String id = path.substring(0, path.lastIndexOf('/'));
        return path.endsWith(TEMPLATE)
                ? stacks.getTemplate(get -> get.stackName(id)).templateBody()
                : values(stacks.describeStacks(get -> get.stackName(id)).stacks());
    }

    private static String values(List<Stack> found) {
        List<String> lines = new ArrayList<>();
        for (Stack stack : found) {
            stack.parameters().forEach(p -> lines.add(p.parameterKey() + "=" + p.parameterValue()));
            stack.outputs().forEach(output -> lines.add(output.outputKey() + "=" + output.outputValue()));
        }
        return String.join("\n", lines);
    }
}
