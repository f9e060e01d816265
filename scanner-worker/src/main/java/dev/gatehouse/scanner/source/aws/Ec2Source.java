package dev.gatehouse.scanner.source.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.work.ListedObject;
import dev.gatehouse.scanner.work.Listing;
import dev.gatehouse.scanner.work.ListingFailed;
import dev.gatehouse.scanner.work.Target;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesResponse;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;

/**
 * User data of EC2's instances and of every version of its launch templates; the location is {@code *}. First the instances
 * are listed, then the templates.
 */
public final class Ec2Source implements TextSource {
    private static final String TEMPLATES = "templates:";
    private static final String INSTANCES = "instances:";
    private static final String TEMPLATE_ID = "lt-";

    private final Ec2Client ec2;

    public Ec2Source(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    @Override
    public String kind() {
        return "ec2";
    }

    @Override
    public Listing list(Target target, Optional<String> cursor) throws ListingFailed {
        String from = cursor.orElse(INSTANCES);
        return from.startsWith(TEMPLATES)
                ? templates(from.substring(TEMPLATES.length()))
                : instances(from.substring(INSTANCES.length()));
    }

    private Listing instances(String token) throws ListingFailed {
        DescribeInstancesRequest.Builder request = DescribeInstancesRequest.builder();
        if (!token.isEmpty()) {
            request.nextToken(token);
        }
        DescribeInstancesResponse answer =
                Calls.listing("the instances can't be listed", () -> ec2.describeInstances(request.build()));
        List<ListedObject> objects = answer.reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .map(instance -> listed(instance.instanceId()))
                .toList();
        return new Listing(
                objects,
                List.of(),
                Optional.of(next(answer.nextToken()).map(INSTANCES::concat).orElse(TEMPLATES)));
    }

    private Listing templates(String token) throws ListingFailed {
        DescribeLaunchTemplatesRequest.Builder request = DescribeLaunchTemplatesRequest.builder();
        if (!token.isEmpty()) {
            request.nextToken(token);
        }
        DescribeLaunchTemplatesResponse answer = Calls.listing(
                "the launch templates can't be listed", () -> ec2.describeLaunchTemplates(request.build()));
        List<ListedObject> objects = answer.launchTemplates().stream()
                .map(template -> listed(template.launchTemplateId()))
                .toList();
        return new Listing(objects, List.of(), next(answer.nextToken()).map(TEMPLATES::concat));
    }

    private static Optional<String> next(@Nullable String token) {
        return Optional.ofNullable(token).filter(text -> !text.isEmpty());
    }

    private static ListedObject listed(String id) {
        return new ListedObject(ObjectName.of("ec2", id + "/user-data"), -1, Optional.empty());
    }

    @Override
    public String text(ListedObject object) {
        String path = object.name().path();
        String id = path.substring(0, path.lastIndexOf('/'));
        return id.startsWith(TEMPLATE_ID) ? ofTemplate(id) : ofInstance(id);
    }

    private String ofInstance(String id) {
        var userData = ec2.describeInstanceAttribute(
                        get -> get.instanceId(id).attribute(InstanceAttributeName.USER_DATA))
                .userData();
        return userData == null ? "" : decoded(userData.value());
    }

    private String ofTemplate(String id) {
        return ec2
                .describeLaunchTemplateVersionsPaginator(get -> get.launchTemplateId(id))
                .launchTemplateVersions()
                .stream()
                .map(version -> decoded(version.launchTemplateData().userData()))
                .collect(Collectors.joining("\n"));
    }

    private static String decoded(@Nullable String base64) {
        if (base64 == null) {
            return "";
        }
        try {
            return new String(Base64.getMimeDecoder().decode(base64), UTF_8);
        } catch (IllegalArgumentException plain) {
            return base64;
        }
    }
}
