package dev.gatehouse.scanner.source.aws;

import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.CoverageEntry;
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
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.DescribeParametersResponse;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** Parameters of SSM that are no secure ones; the location is what their names begin with, {@code /} for all. */
public final class SsmSource implements TextSource, ObjectLookup {
    private static final int PAGE = 50;

    private final SsmClient ssm;

    public SsmSource(SsmClient ssm) {
        this.ssm = ssm;
    }

    @Override
    public String kind() {
        return "ssm";
    }

    @Override
    public Listing list(Target target, Optional<String> cursor) throws ListingFailed {
        DescribeParametersRequest.Builder request =
                DescribeParametersRequest.builder().maxResults(PAGE);
        cursor.ifPresent(request::nextToken);
        DescribeParametersResponse answer =
                Calls.listing("the parameters can't be listed", () -> ssm.describeParameters(request.build()));
        List<ListedObject> objects = new ArrayList<>();
        List<CoverageEntry> left = new ArrayList<>();
        for (ParameterMetadata parameter : answer.parameters()) {
            if (isBelow(target.location(), parameter.name())) {
                add(parameter, objects, left);
            }
        }
        return new Listing(
                objects, left, Optional.ofNullable(answer.nextToken()).filter(token -> !token.isEmpty()));
    }

    @Override
    public Listing look(Target target, ChangedObject changed) throws ListingFailed {
        List<ListedObject> objects = new ArrayList<>();
        List<CoverageEntry> left = new ArrayList<>();
        return Calls.looking(ObjectName.of("ssm", changed.name()), () -> {
            ssm.describeParameters(describe -> describe.parameterFilters(named(changed.name())))
                    .parameters()
                    .forEach(parameter -> add(parameter, objects, left));
            return new Listing(objects, left, Optional.empty());
        });
    }

    private static ParameterStringFilter named(String name) {
        return ParameterStringFilter.builder()
                .key("Name")
                .option("Equals")
                .values(name)
                .build();
    }

    private static boolean isBelow(String prefix, String name) {
        return prefix.equals("/") || name.startsWith(prefix);
    }

    private static void add(ParameterMetadata parameter, List<ListedObject> objects, List<CoverageEntry> left) {
        ObjectName name = ObjectName.of("ssm", parameter.name());
        if (parameter.type() == ParameterType.SECURE_STRING) {
            left.add(new CoverageEntry(name, new Coverage.Excluded("a secure parameter, which is a secret's place")));
        } else {
            String stamp = parameter.version() + "/" + parameter.lastModifiedDate();
            objects.add(new ListedObject(name, -1, Optional.of(stamp)));
        }
    }

    @Override
    public String text(ListedObject object) {
        return ssm.getParameter(get -> get.name(object.name().path()))
                .parameter()
                .value();
    }
}
