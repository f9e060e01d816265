package dev.gatehouse.scanner.source.aws;

import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.work.ChangedObject;
import dev.gatehouse.scanner.work.ListedObject;
import dev.gatehouse.scanner.work.Listing;
import dev.gatehouse.scanner.work.ListingFailed;
import dev.gatehouse.scanner.work.ObjectLookup;
import dev.gatehouse.scanner.work.Target;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;

/** Environments of Lambda functions, a line {@code NAME=value} for each variable; the location is {@code *}. */
public final class LambdaSource implements TextSource, ObjectLookup {
    private final LambdaClient lambda;

    public LambdaSource(LambdaClient lambda) {
        this.lambda = lambda;
    }

    @Override
    public String kind() {
        return "lambda";
    }

    @Override
    public Listing list(Target target, Optional<String> cursor) throws ListingFailed {
        ListFunctionsRequest.Builder request = ListFunctionsRequest.builder();
        cursor.ifPresent(request::marker);
        ListFunctionsResponse answer =
                Calls.listing("the functions can't be listed", () -> lambda.listFunctions(request.build()));
        List<ListedObject> objects = answer.functions().stream()
                .map(function -> listed(function.functionArn(), function.lastModified(), function.revisionId()))
                .toList();
        return new Listing(objects, List.of(), Optional.ofNullable(answer.nextMarker()));
    }

    @Override
    public Listing look(Target target, ChangedObject changed) throws ListingFailed {
        return Calls.looking(ObjectName.of("lambda", changed.name() + "/environment"), () -> {
            GetFunctionConfigurationResponse function =
                    lambda.getFunctionConfiguration(get -> get.functionName(changed.name()));
            return Calls.one(listed(function.functionArn(), function.lastModified(), function.revisionId()));
        });
    }

    private static ListedObject listed(String arn, @Nullable String modified, @Nullable String revision) {
        return new ListedObject(
                ObjectName.of("lambda", arn + "/environment"),
                -1,
                Optional.ofNullable(modified).map(at -> at + "/" + revision));
    }

    @Override
    public String text(ListedObject object) {
        String path = object.name().path();
        GetFunctionConfigurationResponse function =
                lambda.getFunctionConfiguration(get -> get.functionName(path.substring(0, path.lastIndexOf('/'))));
        return function.environment() == null
                ? ""
                : new TreeMap<>(function.environment().variables())
                        .entrySet().stream()
                                .map(variable -> variable.getKey() + "=" + variable.getValue())
                                .collect(Collectors.joining("\n"));
    }
}
