package dev.gatehouse.scanner.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.scanner.finding.Confidence;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleFileTest {
    private static final String RULE = "[[rules]]\nid = \"a\"\nregex = '''abcd([0-9]+)'''\nkeywords = [\"ABCD\"]\n";

    private static LoadedRules user(String text) {
        return new RuleFile("my.toml", text, Origin.USER).load(RuleFile.Source.NONE);
    }

    private static LoadedRules shipped(String text) {
        return new RuleFile("ours.toml", text, Origin.SHIPPED).load(RuleFile.Source.NONE);
    }

    @Test
    void takesWhatGitleaksTakes() {
        LoadedRules loaded = user("""
                title = "ours"
                minVersion = "v8.25.0"
                [allowlist]
                description = "everywhere"
                paths = ['''(^|/)vendor/''']
                stopwords = ["notsecret"]
                [[allowlists]]
                targetRules = ["a"]
                regexTarget = "line"
                regexes = ['''nosec''']
                [[rules]]
                id = "a"
                description = "A"
                regex = '''(?i)(?P<key_name>[[:alpha:]]{2,8})=(?P<v>[\\w-]{8,})\\z'''
                secretGroup = 2
                entropy = 3
                path = '''\\.env$'''
                keywords = ["Key"]
                tags = ["t"]
                [rules.allowlist]
                condition = "AND"
                stopwords = ["demo"]
                commits = ["abc"]
                """);

        Rule rule = loaded.rules().find("a").orElseThrow();
        assertThat(loaded.warnings()).isEmpty();
        assertThat(rule.keywords()).containsExactly("key");
        assertThat(rule.judgement().secretGroup()).hasValue(2);
        assertThat(rule.judgement().entropy()).hasValue(3.0);
        assertThat(rule.judgement().confidence()).isEqualTo(Confidence.MEDIUM);
        assertThat(rule.allowlists())
                .extracting(Allowlist::condition)
                .containsExactly(Allowlist.Condition.AND, Allowlist.Condition.OR);
        assertThat(rule.allowlists())
                .extracting(Allowlist::target)
                .containsExactly(Allowlist.Target.SECRET, Allowlist.Target.LINE);
        assertThat(loaded.rules().allowlists())
                .extracting(Allowlist::description)
                .containsExactly("everywhere");
    }

    @Test
    void extendsTheShippedRulesWithoutSomeAndChangesOthers() {
        Rule any = RuleFile.loadShipped().rules().rules().getFirst();
        Rule other = RuleFile.loadShipped().rules().rules().get(1);

        LoadedRules loaded = user("[extend]\nuseDefault = true\ndisabledRules = [\"" + other.id() + "\", \"gone\"]\n"
                + RULE + "[[rules]]\nid = \"" + any.id() + "\"\n[rules.allowlist]\nstopwords = [\"demo\"]\n");

        Rule changed = loaded.rules().find(any.id()).orElseThrow();
        assertThat(loaded.rules().find(other.id())).isEmpty();
        assertThat(loaded.rules().find("a")).isPresent();
        assertThat(changed.regex()).isEqualTo(any.regex());
        assertThat(changed.origin()).isEqualTo(Origin.SHIPPED);
        assertThat(changed.allowlists()).hasSize(any.allowlists().size() + 1);
        assertThat(changed.version()).isNotEqualTo(any.version());
        assertThat(loaded.warnings()).containsExactly("my.toml: disabledRules names gone, which is no rule");
    }

    @Test
    void extendsAnotherFile() {
        RuleFile file = new RuleFile("my.toml", "[extend]\npath = \"base.toml\"\n", Origin.USER);

        LoadedRules loaded = file.load(path -> RULE);

        assertThat(loaded.rules().rules()).extracting(Rule::id).containsExactly("a");
    }

    @Test
    void aFileThatExtendsItselfIsRefused() {
        RuleFile file = new RuleFile("my.toml", "[extend]\npath = \"my.toml\"\n", Origin.USER);

        assertThatThrownBy(() -> file.load(path -> file.text()))
                .isInstanceOf(InvalidRules.class)
                .hasMessageContaining("more than 5 files extend one another");
    }

    @Test
    void aFileThatCanNotBeReadIsNamed() {
        RuleFile file = new RuleFile("my.toml", "[extend]\npath = \"gone.toml\"\n", Origin.USER);

        assertThatThrownBy(() -> file.load(path -> {
                    throw new IOException("no such file");
                }))
                .hasMessage("my.toml: [extend] path gone.toml can't be read: no such file");
    }

    @Test
    void aKeyThatNobodyKnowsIsAWarning() {
        assertThat(user(RULE + "colour = \"red\"\n").warnings())
                .containsExactly("my.toml: rule a: the key colour is not known and was passed over");
    }

    @Test
    void everyProblemIsNamedWithFileAndRule() {
        assertThatThrownBy(() -> user("""
                        [[rules]]
                        id = "one"
                        regex = '''(unclosed'''
                        [[rules]]
                        id = "two"
                        regex = 5
                        [[rules]]
                        regex = '''x'''
                        [[rules]]
                        id = "four"
                        regex = '''x'''
                        confidence = "perhaps"
                        """))
                .isInstanceOfSatisfying(
                        InvalidRules.class,
                        e -> assertThat(e.problems())
                                .hasSize(5)
                                .anyMatch(line -> line.startsWith("my.toml: rule one: its regex is none: missing"))
                                .contains(
                                        "my.toml: rule two: regex is to be a string",
                                        "my.toml: rule two: it has neither a regex nor a path",
                                        "my.toml: a rule without an id",
                                        "my.toml: rule four: its confidence is none of high, medium, low"));
    }

    @Test
    void malformedTomlIsSaidWithItsPlace() {
        assertThatThrownBy(() -> user("title = \"x\"\n[[rules]\n"))
                .isInstanceOf(InvalidRules.class)
                .hasMessageContaining("my.toml: it is no TOML")
                .hasMessageContaining("line 3, column 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s.[a-z]{20} | s. | the keyword \"s.\" is not at least 3 characters of ASCII",
                "secret[a-z]{8} | secret | the keyword \"secret\" is common, and nothing rare must follow it",
                "[a-z]+[0-9]{8} | other | no keyword stands in every match, at most 64 bytes from its beginning",
                "(?=x)[a-z]{8} | other | its regex has a group that begins with (?= at character 3",
            })
    void aShippedRuleThatWouldBeSlowIsRefusedWithItsReason(String regex, String keyword, String reason) {
        String text = "[[rules]]\nid = \"slow\"\nregex = '''" + regex + "'''\nkeywords = [\"" + keyword + "\"]\n";

        assertThatThrownBy(() -> shipped(text)).hasMessage("ours.toml: rule slow: " + reason);
    }

    @Test
    void theSameRuleOfAUserIsTaken() {
        assertThat(user("[[rules]]\nid = \"slow\"\nregex = '''s.[a-z]{20}'''\nkeywords = [\"s.\"]\n")
                        .rules()
                        .rules())
                .hasSize(1);
    }

    @Test
    void aRulesVersionIsThatOfWhatItFinds() {
        Rule rule = user(RULE).rules().find("a").orElseThrow();
        Rule described = user(RULE + "description = \"better\"\ntags = [\"x\"]\n")
                .rules()
                .find("a")
                .orElseThrow();
        Rule stricter = user(RULE + "entropy = 3.5\n").rules().find("a").orElseThrow();

        assertThat(described.version()).isEqualTo(rule.version());
        assertThat(List.of(stricter.version())).doesNotContain(rule.version());
    }
}
