package dev.gatehouse.config.delivery;

import dev.gatehouse.config.secret.PutResult;
import dev.gatehouse.config.secret.SecretGenerator;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretSpec;
import dev.gatehouse.config.secret.SecretStore;
import dev.gatehouse.config.secret.SecretValue;
import dev.gatehouse.config.secret.SecretsTemplate;
import dev.gatehouse.config.secret.VersionId;
import dev.gatehouse.config.snapshot.ChangeListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Creates the secrets of the template that an environment lacks; what is there is left as it is. */
public final class TemplateApply {
    private final SecretsTemplate template;
    private final SecretStore store;
    private final SecretGenerator generator;
    private final ChangeListener changes;
    private final String project;
    private final boolean placeholdersAllowed;

    /** @param placeholdersAllowed whether placeholders may stand in for secrets of a person; in local mode only */
    public TemplateApply(
            SecretsTemplate template,
            SecretStore store,
            SecretGenerator generator,
            ChangeListener changes,
            String project,
            boolean placeholdersAllowed) {
        this.template = template;
        this.store = store;
        this.generator = generator;
        this.changes = changes;
        this.project = project;
        this.placeholdersAllowed = placeholdersAllowed;
    }

    /** What becomes of a secret that a person must supply. */
    public enum Placeholders {
        LEAVE_TO_A_PERSON,
        /** A value of the right shape that opens nothing, for trying out. */
        USE
    }

    /** What became of one secret. */
    public enum Kind {
        CREATED("created"),
        KEPT("kept"),
        /** A person must supply it. */
        NEEDS_PERSON("needs-person"),
        /** It is scheduled for deletion. */
        DELETING("deleting");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** @param version the version that was created, where one was */
    public record Outcome(SecretName name, Kind action, Optional<VersionId> version) {}

    /** @throws PlaceholdersNotAllowed placeholders are asked for outside local mode */
    void check(Placeholders placeholders) {
        if (placeholders == Placeholders.USE && !placeholdersAllowed) {
            throw new PlaceholdersNotAllowed();
        }
    }

    /** @throws PlaceholdersNotAllowed placeholders are asked for outside local mode */
    public List<Outcome> apply(String environment, Placeholders placeholders, boolean dryRun) {
        check(placeholders);
        List<Outcome> outcomes = new ArrayList<>();
        for (SecretSpec spec : template.specs()) {
            SecretName name = new SecretName(project + "/" + environment + "/" + spec.name());
            outcomes.add(apply(spec, name, placeholders, dryRun));
        }
        return outcomes;
    }

    private Outcome apply(SecretSpec spec, SecretName name, Placeholders placeholders, boolean dryRun) {
        if (store.describe(name).isPresent()) {
            return new Outcome(name, Kind.KEPT, Optional.empty());
        }
        Optional<SecretValue> value = generator
                .generate(spec)
                .or(() -> placeholders == Placeholders.USE ? generator.placeholder(spec) : Optional.empty());
        if (value.isEmpty()) {
            return new Outcome(name, Kind.NEEDS_PERSON, Optional.empty());
        }
        try (SecretValue generated = value.get()) {
            return dryRun ? new Outcome(name, Kind.CREATED, Optional.empty()) : create(spec, name, generated);
        }
    }

    private Outcome create(SecretSpec spec, SecretName name, SecretValue value) {
        VersionId version = new VersionId(UUID.randomUUID().toString());
        return switch (created(spec, name, version, value)) {
            case PutResult.Written w -> new Outcome(name, Kind.CREATED, Optional.of(version));
            case PutResult.Deleting() -> new Outcome(name, Kind.DELETING, Optional.empty());
            case PutResult.Unchanged u -> new Outcome(name, Kind.KEPT, Optional.empty());
            case PutResult.AlreadyExists() -> new Outcome(name, Kind.KEPT, Optional.empty());
            case PutResult.VersionTaken() -> new Outcome(name, Kind.KEPT, Optional.empty());
            case PutResult.NotFound() -> throw new IllegalStateException("a creation does not miss its secret");
        };
    }

    /** The change is told also after a failure: a creation that threw may have happened. */
    private PutResult created(SecretSpec spec, SecretName name, VersionId version, SecretValue value) {
        try {
            return store.create(name, spec.dataClass(), spec.description(), version, value);
        } finally {
            changes.secretChanged(name);
        }
    }
}
