package dev.gatehouse.scanner.source.aws;

import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.CoverageEntry;
import dev.gatehouse.scanner.finding.Gap;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.work.ChangedObject;
import dev.gatehouse.scanner.work.ListedObject;
import dev.gatehouse.scanner.work.Listing;
import dev.gatehouse.scanner.work.ListingFailed;
import dev.gatehouse.scanner.work.ObjectLookup;
import dev.gatehouse.scanner.work.ObjectUnreadable;
import dev.gatehouse.scanner.work.Target;
import dev.gatehouse.scanner.work.TargetSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import software.amazon.awssdk.services.lambda.model.PackageType;

/**
 * Code of Lambda functions, each the zip that was deployed; the location is {@code *}. The current code of each function is
 * read, not that of its published versions, and not its layers. A container image is left out, and the ledger says so.
 */
public final class LambdaCodeSource implements TargetSource, ObjectLookup {
    private static final String SOURCE = "lambda-code";

    private final LambdaClient lambda;
    private final PresignedDownload download;
    private final long maxBytes;

    /** @param maxBytes the largest zip that is read */
    public LambdaCodeSource(LambdaClient lambda, PresignedDownload download, long maxBytes) {
        this.lambda = lambda;
        this.download = download;
        this.maxBytes = maxBytes;
    }

    @Override
    public String kind() {
        return SOURCE;
    }

    @Override
    public String canonical(String location) {
        return location;
    }

    @Override
    public Listing list(Target target, Optional<String> cursor) throws ListingFailed {
        ListFunctionsRequest.Builder request = ListFunctionsRequest.builder();
        cursor.ifPresent(request::marker);
        ListFunctionsResponse answer =
                Calls.listing("the functions can't be listed", () -> lambda.listFunctions(request.build()));
        return listing(answer.functions(), Optional.ofNullable(answer.nextMarker()));
    }

    @Override
    public Listing look(Target target, ChangedObject changed) throws ListingFailed {
        return Calls.looking(
                ObjectName.of(SOURCE, changed.name()),
                () -> listing(
                        List.of(lambda.getFunction(get -> get.functionName(changed.name()))
                                .configuration()),
                        Optional.empty()));
    }

    private Listing listing(List<FunctionConfiguration> functions, Optional<String> next) {
        List<ListedObject> objects = new ArrayList<>();
        List<CoverageEntry> left = new ArrayList<>();
        for (FunctionConfiguration function : functions) {
            ObjectName name = ObjectName.of(SOURCE, function.functionArn());
            long size = function.codeSize() == null ? -1 : function.codeSize();
            if (function.packageType() == PackageType.IMAGE) {
                left.add(new CoverageEntry(name, new Coverage.Excluded("its code is a container image")));
            } else if (size > maxBytes) {
                String why = "its code has " + size + " bytes; at most " + maxBytes;
                left.add(new CoverageEntry(name, new Coverage.Partial(0, List.of(Gap.of(Gap.Kind.SIZE_CAPPED, why)))));
            } else {
                objects.add(new ListedObject(name, size, Optional.ofNullable(function.codeSha256())));
            }
        }
        return new Listing(objects, left, next);
    }

    @Override
    public InputStream open(Target target, ListedObject object) throws IOException {
        GetFunctionResponse function = Calls.reading(
                () -> lambda.getFunction(get -> get.functionName(object.name().path())));
        @Nullable String hash = function.configuration().codeSha256();
        if (object.stamp().isPresent() && !object.stamp().get().equals(hash)) {
            throw ObjectUnreadable.changed("its code is another one by now");
        }
        @Nullable String url = function.code() == null ? null : function.code().location();
        if (url == null) {
            throw ObjectUnreadable.changed("its code has no location");
        }
        return download.open(url);
    }
}
