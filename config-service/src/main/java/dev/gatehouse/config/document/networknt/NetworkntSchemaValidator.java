package dev.gatehouse.config.document.networknt;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.DialectId;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.DisallowUnknownKeywordFactory;
import com.networknt.schema.path.PathType;
import com.networknt.schema.regex.JDKRegularExpressionFactory;
import dev.gatehouse.config.document.InvalidSchema;
import dev.gatehouse.config.document.SchemaValidator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compiles schemas with networknt's validator. A schema is checked against the meta-schema of its draft when it is
 * compiled; the meta-schemas are read from the library's own class path resources.
 */
public final class NetworkntSchemaValidator implements SchemaValidator {
    private static final int MAX_PLACES = 5;

    /** Bounds of one check: a schema that refers to itself without an end must not take the thread's stack. */
    private static final int MAX_DEPTH = 200;

    private static final long MAX_STEPS = 100_000;

    /** Where the meta-schema and its vocabularies are known by; the library has copies of them. */
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/";

    private final SchemaRegistry schemas;
    private final com.networknt.schema.Schema metaSchema;

    public NetworkntSchemaValidator() {
        Dialect strict = Dialect.builder(Dialects.getDraft202012())
                .unknownKeywordFactory(DisallowUnknownKeywordFactory.getInstance())
                .build();
        schemas = SchemaRegistry.withDialect(
                strict,
                registry -> registry.schemaRegistryConfig(config())
                        .schemaCacheEnabled(false)
                        .schemaLoader(loader -> loader.allow(iri -> false)));
        metaSchema = SchemaRegistry.withDialect(
                        Dialects.getDraft202012(),
                        registry -> registry.schemaRegistryConfig(config())
                                .schemaLoader(loader -> loader.allow(NetworkntSchemaValidator::isDraft)))
                .getSchema(SchemaLocation.of(DialectId.DRAFT_2020_12));
    }

    @Override
    public Schema compile(JsonNode schema) {
        SchemaReferences.check(schema);
        tools.jackson.databind.JsonNode tree = JacksonThreeTree.of(schema);
        List<Error> errors = metaSchema.validate(tree);
        if (!errors.isEmpty()) {
            throw new InvalidSchema(
                    "is not a schema of draft 2020-12, at " + places(errors, Error::getInstanceLocation));
        }
        return new Compiled(compiled(tree));
    }

    private com.networknt.schema.Schema compiled(tools.jackson.databind.JsonNode tree) {
        try {
            com.networknt.schema.Schema schema = schemas.getSchema(tree);
            schema.initializeValidators();
            return schema;
        } catch (SchemaException refused) {
            throw new InvalidSchema("uses a keyword that is not known, or a reference that leads nowhere", refused);
        }
    }

    private static SchemaRegistryConfig config() {
        return SchemaRegistryConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .formatAssertionsEnabled(true)
                .regularExpressionFactory(JDKRegularExpressionFactory.getInstance())
                .build();
    }

    private static boolean isDraft(AbsoluteIri iri) {
        return iri.toString().startsWith(DRAFT);
    }

    private static String places(List<Error> errors, Function<Error, Object> place) {
        return errors.stream()
                .map(error -> String.valueOf(place.apply(error)))
                .distinct()
                .sorted()
                .limit(MAX_PLACES)
                .collect(Collectors.joining(", "));
    }

    private record Compiled(com.networknt.schema.Schema schema) implements Schema {
        @Override
        public Optional<String> problem(JsonNode value) {
            List<Error> errors;
            try {
                errors = schema.validate(
                        JacksonThreeTree.of(value),
                        run -> run.executionConfig(
                                bounds -> bounds.maxEvaluationDepth(MAX_DEPTH).maxEvaluationSteps(MAX_STEPS)));
            } catch (ValidationLimitExceededException endless) {
                return Optional.of("takes too many steps to check against the schema");
            }
            // Not the error's own message nor its instance's place: both can hold what stands in the value.
            return errors.isEmpty()
                    ? Optional.empty()
                    : Optional.of("breaks the schema at "
                            + places(errors, error -> error.getSchemaLocation().getFragment()));
        }
    }
}
