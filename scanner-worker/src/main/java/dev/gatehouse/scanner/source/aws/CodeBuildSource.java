package dev.gatehouse.scanner.source.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.work.ListedObject;
import dev.gatehouse.scanner.work.Listing;
import dev.gatehouse.scanner.work.ListingFailed;
import dev.gatehouse.scanner.work.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * CodeBuild's projects: variables in plain text, and build specifications that stand in the project; the location is {@code *}.
 * (docs.aws.amazon.com/codebuild/latest/APIReference)
 */
public final class CodeBuildSource implements TextSource {
    private static final String PLAINTEXT = "PLAINTEXT";

    private final JsonApi codeBuild;

    public CodeBuildSource(JsonApi codeBuild) {
        this.codeBuild = codeBuild;
    }

    @Override
    public String kind() {
        return "codebuild";
    }

    @Override
    public Listing list(Target target, Optional<String> cursor) throws ListingFailed {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        cursor.ifPresent(next -> request.put("nextToken", next));
        JsonNode answer =
                Calls.listing("the build projects can't be listed", () -> codeBuild.call("ListProjects", request));
        List<ListedObject> objects = answer.path("projects")
                .valueStream()
                .map(name -> new ListedObject(ObjectName.of("codebuild", name.asText()), -1, Optional.empty()))
                .toList();
        return new Listing(
                objects, List.of(), Optional.ofNullable(answer.path("nextToken").textValue()));
    }

    @Override
    public String text(ListedObject object) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.putArray("names").add(object.name().path());
        JsonNode project =
                codeBuild.call("BatchGetProjects", request).path("projects").path(0);
        List<String> lines = new ArrayList<>();
        for (JsonNode variable : project.path("environment").path("environmentVariables")) {
            if (PLAINTEXT.equals(variable.path("type").asText(PLAINTEXT))) {
                lines.add(variable.path("name").asText() + "="
                        + variable.path("value").asText());
            }
        }
        lines.add(project.path("source").path("buildspec").asText());
        project.path("secondarySources")
                .forEach(source -> lines.add(source.path("buildspec").asText()));
        return String.join("\n", lines);
    }
}
