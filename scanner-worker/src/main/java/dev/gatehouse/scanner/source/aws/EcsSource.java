package dev.gatehouse.scanner.source.aws;

import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.work.ChangedObject;
import dev.gatehouse.scanner.work.ListedObject;
import dev.gatehouse.scanner.work.Listing;
import dev.gatehouse.scanner.work.ListingFailed;
import dev.gatehouse.scanner.work.ObjectLookup;
import dev.gatehouse.scanner.work.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;

/** Active task definitions of ECS: environments, commands and entry points; the location is {@code *}. They never change. */
public final class EcsSource implements TextSource, ObjectLookup {
    private final EcsClient ecs;

    public EcsSource(EcsClient ecs) {
        this.ecs = ecs;
    }

    @Override
    public String kind() {
        return "ecs";
    }

    @Override
    public Listing list(Target target, Optional<String> cursor) throws ListingFailed {
        ListTaskDefinitionsRequest.Builder request = ListTaskDefinitionsRequest.builder();
        cursor.ifPresent(request::nextToken);
        ListTaskDefinitionsResponse answer =
                Calls.listing("the task definitions can't be listed", () -> ecs.listTaskDefinitions(request.build()));
        List<ListedObject> objects =
                answer.taskDefinitionArns().stream().map(EcsSource::listed).toList();
        return new Listing(objects, List.of(), Optional.ofNullable(answer.nextToken()));
    }

    private static ListedObject listed(String arn) {
        return new ListedObject(ObjectName.of("ecs", arn), -1, Optional.of(arn));
    }

    @Override
    public Listing look(Target target, ChangedObject changed) throws ListingFailed {
        return Calls.looking(
                ObjectName.of("ecs", changed.name()),
                () -> Calls.one(listed(ecs.describeTaskDefinition(get -> get.taskDefinition(changed.name()))
                        .taskDefinition()
                        .taskDefinitionArn())));
    }

    @Override
    public String text(ListedObject object) {
        List<String> lines = new ArrayList<>();
        ecs.describeTaskDefinition(get -> get.taskDefinition(object.name().path()))
                .taskDefinition()
                .containerDefinitions()
                .forEach(container -> add(container, lines));
        return String.join("\n", lines);
    }

    private static void add(ContainerDefinition container, List<String> lines) {
        container.environment().forEach(variable -> lines.add(variable.name() + "=" + variable.value()));
        lines.addAll(container.entryPoint());
        lines.addAll(container.command());
    }
}
