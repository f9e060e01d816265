package dev.gatehouse.config.contract;

import dev.gatehouse.config.document.SchemaValidator;
import dev.gatehouse.service.document.DurationText;
import dev.gatehouse.service.document.Located;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads a spec's type with the facets that narrow it. */
final class TypeParser {
    private static final Set<String> ENDS = Set.of("min", "max");
    private static final Map<String, Set<String>> FACETS = Map.ofEntries(
            Map.entry(TextType.WORD, Set.of("pattern")),
            Map.entry(IntegerType.WORD, ENDS),
            Map.entry(DecimalType.WORD, ENDS),
            Map.entry(BooleanType.WORD, Set.of()),
            Map.entry(DurationType.WORD, ENDS),
            Map.entry(SizeType.WORD, ENDS),
            Map.entry(EnumType.WORD, Set.of("values")),
            Map.entry(ListType.WORD, Set.of("min", "max", "pattern", "values")),
            Map.entry(JsonType.WORD, Set.of("schema")),
            Map.entry(ReferenceType.WORD, Set.of()));

    private final Map<String, SchemaValidator.Schema> schemas;

    TypeParser(Map<String, SchemaValidator.Schema> schemas) {
        this.schemas = Map.copyOf(schemas);
    }

    /** The keys that a type adds to a spec. */
    static Set<String> facets(String word) {
        return FACETS.getOrDefault(word, Set.of());
    }

    ValueType parse(Located spec) {
        Located type = spec.get("type");
        return switch (type.text()) {
            case TextType.WORD -> new TextType(pattern(spec));
            case IntegerType.WORD -> new IntegerType(range(spec, IntegerType::parse));
            case DecimalType.WORD -> new DecimalType(range(spec, DecimalType::parse));
            case BooleanType.WORD -> new BooleanType();
            case DurationType.WORD -> new DurationType(range(spec, DurationText::parse));
            case SizeType.WORD -> new SizeType(range(spec, SizeType::parse));
            case EnumType.WORD -> new EnumType(values(spec.get("values")));
            case ListType.WORD -> list(spec);
            case JsonType.WORD -> json(spec.get("schema"));
            case ReferenceType.WORD -> new ReferenceType();
            default ->
                throw type.error("must be one of "
                        + String.join(", ", FACETS.keySet().stream().sorted().toList()));
        };
    }

    private static ListType list(Located spec) {
        return new ListType(
                range(
                        spec,
                        text -> IntegerType.parse(text)
                                .filter(n -> n >= 1 && n <= 1_000)
                                .map(Long::intValue)),
                pattern(spec),
                spec.find("values").map(TypeParser::values).orElse(List.of()));
    }

    private JsonType json(Located name) {
        SchemaValidator.Schema schema = schemas.get(name.text());
        if (schema == null) {
            throw name.error("is not one of the contract's schemas");
        }
        return new JsonType(name.text(), schema);
    }

    private static <T extends Comparable<? super T>> Range<T> range(
            Located spec, Function<String, Optional<T>> parser) {
        Optional<Range.Limit<T>> min = spec.find("min").map(node -> limit(node, parser));
        Optional<Range.Limit<T>> max = spec.find("max").map(node -> limit(node, parser));
        try {
            return new Range<>(min, max);
        } catch (IllegalArgumentException empty) {
            throw spec.error("has a min above its max");
        }
    }

    private static <T> Range.Limit<T> limit(Located node, Function<String, Optional<T>> parser) {
        String written = node.node().isNumber() ? node.node().decimalValue().toPlainString() : node.text();
        return parser.apply(written)
                .map(value -> new Range.Limit<>(value, written))
                .orElseThrow(() -> node.error("must be a value of the type"));
    }

    private static Optional<Pattern> pattern(Located spec) {
        return spec.find("pattern").map(node -> {
            try {
                return Pattern.compile(node.text());
            } catch (PatternSyntaxException invalid) {
                throw node.error("must be a regular expression");
            }
        });
    }

    private static List<String> values(Located list) {
        List<String> values = new ArrayList<>();
        for (Located item : list.items()) {
            if (values.contains(item.text())) {
                throw item.error("stands in the list twice");
            }
            values.add(item.text());
        }
        if (values.isEmpty()) {
            throw list.error("must have a value");
        }
        return values;
    }
}
