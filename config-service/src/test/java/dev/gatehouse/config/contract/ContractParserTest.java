package dev.gatehouse.config.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.service.document.InvalidDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractParserTest {
    private static final String HEAD = """
            version: 1
            project: demo
            environments: [dev, prod]
            groups:
              global: {description: g, owner: o}
              agents: {description: a, owner: o}
            applications:
              coder: {group: agents, description: c}
            schemas:
              point: {type: object, required: [x], properties: {x: {type: integer}}}
            parameters:
            """;

    private static Contract global(String spec) {
        return ContractTest.contract(HEAD + "  global:\n    key: " + spec + "\n");
    }

    @Test
    void saysTheLineThePlaceAndTheRule() {
        assertThatThrownBy(() -> global("{type: integer, max: 5, default: 6, description: d}"))
                .isInstanceOf(InvalidDocument.class)
                .hasMessage("line 13, parameters > global > key > default: must be at most 5");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {type: integer, default: 5, description: d}                    | 5
                    {type: integer, unit: items, default: 5, description: d}       | 5
                    {type: decimal, default: 1, description: d}                    | 1
                    {type: decimal, default: 1.50, description: d}                 | 1.50
                    {type: boolean, default: true, description: d}                 | true
                    {type: string, default: 'yes', description: d}                 | yes
                    {type: duration, min: 1s, default: 1s, description: d}         | 1s
                    {type: size, max: 1KiB, default: 1024, description: d}         | 1024
                    {type: enum, values: [a, b], default: b, description: d}       | b
                    {type: list, max: 2, default: [a, b], description: d}          | a,b
                    {type: json, schema: point, default: {x: 1}, description: d}   | {"x":1}
                    {type: secret-reference, default: secret:a#b, description: d}  | secret:a#b
                    """)
    void readsTheDefaultOfEachType(String spec, String text) {
        assertThat(global(spec)
                        .spec(ContractTest.path("/demo/dev/global/key"))
                        .flatMap(known -> known.defaultFor("dev")))
                .contains(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {description: d}                                               | lacks 'type'
                    {type: integer}                                                | lacks 'description'
                    {type: number, description: d}                                 | must be one of boolean
                    {type: integer, description: ''}                               | must not be empty
                    {type: integer, description: 5}                                | must be a text
                    {type: integer, descripton: d}                                 | is not a known key here
                    {type: integer, pattern: x, description: d}                    | is not a known key here
                    {type: string, unit: x, description: d}                        | is not a known key here
                    {type: string, min: 1, description: d}                         | is not a known key here
                    {type: integer, default: '5', description: d}                  | must be a whole number
                    {type: integer, default: 5.0, description: d}                  | must be a whole number
                    {type: integer, default: null, description: d}                 | must be a whole number
                    {type: decimal, default: '5', description: d}                  | must be a number
                    {type: boolean, default: yes, description: d}                  | must be true or false
                    {type: string, default: true, description: d}                  | must be a text; quote it
                    {type: string, pattern: '(', description: d}                   | must be a regular expression
                    {type: string, pattern: a, default: b, description: d}         | must match a
                    {type: duration, default: 5, description: d}                   | must be a text; quote it
                    {type: duration, default: 5x, description: d}                  | must be a duration
                    {type: duration, min: 5x, description: d}                      | must be a value of the type
                    {type: integer, min: 1.5, description: d}                      | must be a value of the type
                    {type: integer, min: 2, max: 1, description: d}                | min above its max
                    {type: size, max: 1KiB, default: 1025, description: d}         | must be at most 1KiB
                    {type: enum, description: d}                                   | lacks 'values'
                    {type: enum, values: [], description: d}                       | must have a value
                    {type: enum, values: [a, a], description: d}                   | twice
                    {type: enum, values: [a], default: b, description: d}          | must be one of a
                    {type: list, default: a, description: d}                       | must be a list
                    {type: list, default: [], description: d}                      | must have an item
                    {type: list, default: ['a,b'], description: d}                 | none with a comma
                    {type: list, max: 1, default: [a, b], description: d}          | the number of items must be at most 1
                    {type: json, description: d}                                   | lacks 'schema'
                    {type: json, schema: other, description: d}                    | one of the contract's schemas
                    {type: json, schema: point, default: {x: a}, description: d}   | breaks the schema at /properties/x/type
                    {type: json, schema: point, default: x, description: d}        | must be a mapping or a list
                    {type: secret-reference, default: a, description: d}           | must start with 'secret:' or 'key:'
                    {type: integer, environments: {staging: 1}, description: d}    | is not a known key here
                    {type: integer, environments: {dev: x}, description: d}        | must be a whole number
                    {type: integer, max: 5, environments: {dev: 6}, description: d}| must be at most 5
                    {type: integer, required: 'true', description: d}              | must be true or false
                    {type: integer, dataClass: secret, description: d}             | must be parameter or safety
                    integer                                                        | must be a mapping
                    """)
    void refusesASpecThatBreaksARule(String spec, String rule) {
        assertThatThrownBy(() -> global(spec))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining(rule)
                .hasMessageContaining("line 13, parameters > global > key");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    version: 1                       | version: 2                      | version: must be a whole number
                    project: demo                    | project: Demo                   | project: must be called
                    project: demo                    | projct: demo                    | projct: is not a known key
                    environments: [dev, prod]        | environments: []                | environments: must have 1 to 20
                    environments: [dev, prod]        | environments: [dev, dev]        | environments > [1]: stands in the list twice
                    environments: [dev, prod]        | unknown: allow                  | lacks 'environments'
                    environments: [dev, prod]        | {environments: [dev]            | is not well-formed
                    coder: {group: agents            | coder: {group: global           | group: must be one of the contract's groups
                    coder: {group: agents            | coder: {group: other            | group: must be one of the contract's groups
                    coder: {group: agents            | common: {group: agents          | common: is no name for an application
                    coder: {group: agents            | Coder: {group: agents           | Coder: must be called
                    {type: object, required          | {type: objct, required          | schemas > point: is not a schema
                    {type: object, required          | {typ: object, required          | schemas > point: uses a keyword
                    global: {description: g, owner: o}| global: {description: g}       | global: lacks 'owner'
                    """)
    void refusesAHeadThatBreaksARule(String from, String to, String rule) {
        String yaml = HEAD.replace(from, to) + "  global: {}\n";

        assertThatThrownBy(() -> ContractTest.contract(yaml))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining(rule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    other: {}                                                      | other: is not one of the contract's groups
                    agents: {writer: {}}                                           | agents > writer: must be common or an application
                    global: {a.b: {type: boolean, description: d}}                 | must be called by segments
                    global: {A: {type: boolean, description: d}}                   | must be called by segments
                    global: {a//b: {type: boolean, description: d}}                | must be called by segments
                    global: {a/b/c/d/e/f/g/h/i/j/k/l/m: {type: boolean, description: d}} | has 16 levels
                    """)
    void refusesASubtreeThatBreaksARule(String parameters, String rule) {
        assertThatThrownBy(() -> ContractTest.contract(HEAD + "  " + parameters + "\n"))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining(rule);
    }

    @Test
    void refusesAnOverrideOfAnotherType() {
        assertThatThrownBy(() -> ContractTest.contract(HEAD + """
                          global: {a: {type: integer, description: d}}
                          agents: {coder: {a: {type: string, description: d}}}
                        """))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("agents/coder/a must have the type of global/a");
    }

    @Test
    void refusesDefaultsThatReferInACircleThroughTheLayersOfAnApplication() {
        assertThatThrownBy(() -> ContractTest.contract(HEAD + """
                          global: {a: {type: secret-reference, default: key:b, description: d}}
                          agents:
                            common: {b: {type: secret-reference, default: secret:x, description: d}}
                            coder: {b: {type: secret-reference, default: secret:x, description: d,
                                        environments: {prod: key:a}}}
                        """))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("the references of coder in prod must end at a secret")
                .hasMessageEndingWith("a -> b -> a");
    }

    @Test
    void refusesADefaultThatIsLongerThanAParameterMayBe() {
        assertThat(global("{type: string, default: %s, description: d}".formatted("x".repeat(8_192)))
                        .specs())
                .hasSize(1);
        assertThatThrownBy(() -> global("{type: string, default: %s, description: d}".formatted("x".repeat(8_193))))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("8193 bytes");
    }
}
