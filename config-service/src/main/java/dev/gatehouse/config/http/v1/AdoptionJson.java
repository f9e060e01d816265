package dev.gatehouse.config.http.v1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.config.adoption.Holding;
import dev.gatehouse.config.adoption.SecretAdoption;
import dev.gatehouse.config.reader.SecretReaders;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.Stage;
import dev.gatehouse.config.secret.VersionId;
import dev.gatehouse.service.http.Json;
import dev.gatehouse.service.http.RequestBody;
import java.util.ArrayList;
import java.util.List;

/** Who holds and who read secrets, on the wire. */
final class AdoptionJson {
    private AdoptionJson() {}

    /** The {@code holdings} of a report: a list of objects with {@code secret} and {@code version}, both texts. */
    static List<Holding> holdings(RequestBody request) {
        JsonNode list = request.node("holdings").orElseThrow(() -> RequestBody.wrong("holdings", "is required"));
        if (!list.isArray()) {
            throw RequestBody.wrong("holdings", "must be a list");
        }
        List<Holding> holdings = new ArrayList<>();
        for (JsonNode item : list) {
            boolean whole = item.size() == 2
                    && item.path("secret").isTextual()
                    && item.path("version").isTextual();
            if (!whole) {
                throw RequestBody.wrong(
                        "holdings[" + holdings.size() + "]", "must have 'secret' and 'version', both texts, only");
            }
            holdings.add(new Holding(
                    new SecretName(item.path("secret").textValue()),
                    new VersionId(item.path("version").textValue())));
        }
        return holdings;
    }

    static ObjectNode adoption(SecretAdoption adoption) {
        ObjectNode node = Json.object().put("secret", adoption.secret().value());
        adoption.current().ifPresent(version -> node.put("current", version.value()));
        node.put("complete", adoption.complete());
        ArrayNode holders = node.putArray("holders");
        adoption.holders().forEach(holder -> holders.add(holder(holder)));
        return node;
    }

    private static ObjectNode holder(SecretAdoption.Holder holder) {
        ObjectNode node = Json.object()
                .put("holder", holder.holder())
                .put("application", holder.application())
                .put("principal", holder.principal())
                .put("version", holder.version().value());
        ArrayNode stages = node.putArray("stages");
        holder.stages().stream().map(Stage::name).sorted().forEach(stages::add);
        return node.put("since", holder.since().toString())
                .put("reportedAt", holder.reportedAt().toString())
                .put("stale", holder.stale());
    }

    static ObjectNode readers(SecretReaders readers) {
        ObjectNode node = Json.object()
                .put("secret", readers.secret().value())
                .put("since", readers.since().toString());
        ArrayNode list = node.putArray("readers");
        readers.readers().forEach(reader -> list.add(reader(reader)));
        return node.put("events", readers.events()).put("complete", readers.complete());
    }

    private static ObjectNode reader(SecretReaders.Reader reader) {
        ObjectNode node = Json.object()
                .put("principal", reader.principal())
                .put("version", reader.version())
                .put("reads", reader.reads())
                .put("first", reader.first().toString())
                .put("last", reader.last().toString());
        ArrayNode from = node.putArray("from");
        reader.from().forEach(from::add);
        return reader.moreAddresses() ? node.put("moreAddresses", true) : node;
    }
}
