package dev.gatehouse.config.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.gatehouse.config.access.Capabilities;
import dev.gatehouse.config.access.Resources;
import dev.gatehouse.config.contract.Contract;
import dev.gatehouse.config.contract.ParameterSpec;
import dev.gatehouse.config.contract.ReferenceType;
import dev.gatehouse.config.contract.ValueType;
import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretReference;
import dev.gatehouse.service.access.Grants;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Derives what a set of grants sees of a snapshot.
 *
 * <p>A key whose winning parameter may not be read is left out; it does not fall back to a lower layer, whose value the
 * application was never meant to run with.
 */
final class ViewDeriver {
    private final Contract contract;

    ViewDeriver(Contract contract) {
        this.contract = contract;
    }

    View derive(Snapshot snapshot, Grants grants) {
        Map<String, Entry> visible = new TreeMap<>();
        for (Entry entry : snapshot.entries()) {
            if (grants.allows(
                    Capabilities.READ, Resources.parameter(entry.parameter().path()))) {
                visible.put(entry.key(), entry);
            }
        }
        return new Derivation(snapshot, grants, visible).view();
    }

    /** The state of one derivation. */
    private final class Derivation {
        private final Snapshot snapshot;
        private final Grants grants;
        private final Map<String, Entry> visible;
        private final Map<String, JsonNode> values = new TreeMap<>();
        private final List<View.SecretUse> secrets = new ArrayList<>();
        private final Map<String, String> unresolved = new TreeMap<>();

        Derivation(Snapshot snapshot, Grants grants, Map<String, Entry> visible) {
            this.snapshot = snapshot;
            this.grants = grants;
            this.visible = visible;
        }

        View view() {
            visible.values().forEach(this::add);
            return new View(snapshot, permitted(), List.copyOf(visible.values()), values, secrets, unresolved);
        }

        private boolean permitted() {
            return grants.allows(
                    Capabilities.READ,
                    Resources.parameter(snapshot.layers().getLast().root()));
        }

        private void add(Entry entry) {
            Parameter parameter = entry.parameter();
            Optional<ValueType> type = contract.spec(parameter.path()).map(ParameterSpec::type);
            String text = parameter.value().text();
            if (type.isPresent() && type.get() instanceof ReferenceType) {
                refer(entry.key(), text);
            } else {
                values.put(entry.key(), type.map(t -> t.toJson(text)).orElseGet(() -> TextNode.valueOf(text)));
            }
        }

        private void refer(String key, String text) {
            ReferenceChain.Target target = ReferenceChain.follow(
                    key,
                    text,
                    k -> Optional.ofNullable(visible.get(k))
                            .map(e -> e.parameter().value().text()));
            switch (target) {
                case ReferenceChain.Nowhere(String reason) -> unresolved.put(key, reason);
                case ReferenceChain.AtSecret(SecretReference.OfSecret reference) -> {
                    SecretName secret =
                            reference.in(contract.project(), snapshot.id().environment());
                    if (grants.allows(Capabilities.READ, Resources.secret(secret))) {
                        secrets.add(new View.SecretUse(key, secret, reference.field()));
                    } else {
                        unresolved.put(key, "not-permitted");
                    }
                }
            }
        }
    }
}
