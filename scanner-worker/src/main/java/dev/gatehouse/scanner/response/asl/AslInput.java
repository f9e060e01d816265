package dev.gatehouse.scanner.response.asl;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.response.FindingObjects.Stand;
import dev.gatehouse.scanner.response.plan.Subject;
import dev.gatehouse.scanner.triage.AccessKeys.OwnedKey;
import dev.gatehouse.scanner.triage.TrackedFinding;
import java.net.URLEncoder;
import java.util.List;
import java.util.Optional;

/** What an execution of {@link AslExport}'s definitions begins with; no secret is in it. */
public final class AslInput {
    private static final String BUCKET = "s3://";

    private AslInput() {}

    /**
     * The input for a finding.
     *
     * @param response names the execution's notices
     * @param subject the finding as conditions see it
     * @param objects those that it stands in
     * @param key the account's access key that it is of; its id is no secret. Without it {@code disable-key} fails
     */
    public static ObjectNode of(
            String response, TrackedFinding finding, Subject subject, List<Stand> objects, Optional<OwnedKey> key) {
        ObjectNode json = AslExport.JSON.createObjectNode().put("response", response);
        json.set("finding", finding(finding, subject));
        ArrayNode list = json.putArray("objects");
        ArrayNode places = json.putArray("places");
        for (int i = 0; i < objects.size(); i++) {
            list.add(object(response + "-" + i, objects.get(i)));
            places.add(objects.get(i).text());
        }
        ObjectNode own = json.putObject("key");
        key.ifPresent(known -> own.put("user", known.user()).put("id", known.id()));
        json.putObject("steps");
        return json;
    }

    private static ObjectNode finding(TrackedFinding finding, Subject subject) {
        ObjectNode json = AslExport.JSON.createObjectNode();
        json.put("fingerprint", finding.fingerprint().text()).put("rule", subject.rule());
        json.put("confidence", Conditions.rank(subject.confidence()));
        json.put("owned", subject.owned()).put("validity", subject.validity().word());
        ObjectNode tags = json.putObject("tags");
        subject.tags().stream().sorted().forEach(tag -> tags.put(tag, true));
        ObjectNode kinds = json.putObject("kinds");
        subject.kinds().stream().sorted().forEach(kind -> kinds.put(kind, true));
        finding.owner().ifPresent(owner -> owner(json, finding.rule(), owner));
        return json;
    }

    private static void owner(ObjectNode json, String rule, String owner) {
        json.put("owner", owner);
        int at = owner.lastIndexOf('@');
        if (rule.equals(Finding.MANAGED_VALUE) && at > 0) {
            json.put("secret", owner.substring(0, at).split("#", 2)[0]);
            json.put("version", owner.substring(at + 1));
        }
    }

    private static ObjectNode object(String item, Stand stand) {
        ObjectName name = stand.name();
        ObjectNode json = AslExport.JSON.createObjectNode();
        json.put("item", item).put("kind", stand.kind()).put("text", stand.text());
        if (stand.kind().equals("s3")) {
            String bucket = name.source().substring(BUCKET.length());
            String key =
                    URLEncoder.encode(name.path(), UTF_8).replace("+", "%20").replace("%2F", "/");
            // S3 calls the version of an object in a bucket without versions so.
            String version = name.version().orElse("null");
            json.put("bucket", bucket).put("key", name.path()).put("version", version);
            json.put(
                    "copySource",
                    bucket + "/" + key
                            + name.version().map(id -> "?versionId=" + id).orElse(""));
            json.put("etag", stand.seen().flatMap(seen -> seen.stamp()).orElse("*"));
        }
        return json;
    }
}
