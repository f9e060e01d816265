package dev.gatehouse.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.service.document.InvalidDocument;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyReaderTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                                                             | '' | must be a mapping
            {policies: {}}                                                 | '' | lacks 'version'
            {version: 2, policies: {}}                                     | version | must be a whole number from 1 to 1
            {version: "1", policies: {}}                                   | version | must be a whole number from 1 to 1
            {version: 1}                                                   | '' | lacks 'policies'
            {version: 1, policies: []}                                     | policies | must be a mapping
            {version: 1, policies: {}, policy: {}}                         | policy | is not a known key
            {version: 1, policies: {A: {rules: []}}}                       | policies > A | must have a name
            {version: 1, policies: {a: {}}}                                | policies > a | lacks 'rules'
            {version: 1, policies: {a: {rules: []}}}                       | policies > a > rules | must have at least one
            {version: 1, policies: {a: {rules: {}, x: 1}}}                 | policies > a > x | is not a known key
            {version: 1, policies: {a: {rules: [{on: ["token:/"]}]}}}      | policies > a > rules > [0] | must have either
            {version: 1, policies: {a: {rules: [{allow: [read], deny: [list], on: ["token:/"]}]}}} | policies > a > rules > [0] | must have either
            {version: 1, policies: {a: {rules: [{allow: [read]}]}}}        | policies > a > rules > [0] | lacks 'on'
            {version: 1, policies: {a: {rules: [{allow: [], on: ["token:/"]}]}}}     | policies > a > rules > [0] > allow | must have at least one
            {version: 1, policies: {a: {rules: [{allow: [reed], on: ["token:/"]}]}}} | policies > a > rules > [0] > allow > [0] | is an unknown capability
            {version: 1, policies: {a: {rules: [{allow: [READ], on: ["token:/"]}]}}} | policies > a > rules > [0] > allow > [0] | is an unknown capability
            {version: 1, policies: {a: {rules: [{allow: [1], on: ["token:/"]}]}}}    | policies > a > rules > [0] > allow > [0] | must be a text
            {version: 1, policies: {a: {rules: [{allow: [read], on: ["token:/", "flag:/a"]}]}}} | policies > a > rules > [0] > on > [1] | has an unknown type
            {version: 1, policies: {a: {rules: [{allow: [read], on: ["secret:/a/**/b"]}]}}} | policies > a > rules > [0] > on > [0] | has '**'
            {version: 1, policies: {a: {rules: [{alow: [read], on: ["token:/"]}]}}} | policies > a > rules > [0] > alow | is not a known key
            {version: 1, policies: {}, identities: {}}                     | identities | must be a list
            {version: 1, policies: {}, identities: [{policies: [a]}]}      | identities > [0] | must have either 'jwt' or 'aws'
            """)
    void namesThePlaceOfAnError(String yaml, String place, String rule) {
        assertThatThrownBy(() -> Policies.of(yaml)).isInstanceOfSatisfying(InvalidDocument.class, invalid -> {
            assertThat(invalid.place()).isEqualTo(place);
            assertThat(invalid.rule()).startsWith(rule);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {jwt: {issuer: "i", subject: "s"}, policies: [b]}              | identities > [0] > policies > [0] | names a policy that is not defined
            {jwt: {issuer: "i", subject: "s"}, policies: []}               | identities > [0] > policies | must have at least one
            {jwt: {issuer: "i", subject: "s"}}                             | identities > [0] | lacks 'policies'
            {jwt: {issuer: "i"}, policies: [a]}                            | identities > [0] > jwt | must have a 'subject' or a 'claim'
            {jwt: {issuer: "i", claim: {}}, policies: [a]}                 | identities > [0] > jwt | must have a 'subject' or a 'claim'
            {jwt: {subject: "s"}, policies: [a]}                           | identities > [0] > jwt | lacks 'issuer'
            {jwt: {issuer: "i", subject: "repo:*"}, policies: [a]}         | identities > [0] > jwt > subject | is compared as it stands
            {jwt: {issuer: "i", claim: {groups: "*"}}, policies: [a]}      | identities > [0] > jwt > claim > groups | is compared as it stands
            {jwt: {issuer: "i", claim: {admin: true}}, policies: [a]}      | identities > [0] > jwt > claim > admin | must be a text
            {jwt: {issuer: "i", audience: "x", subject: "s"}, policies: [a]} | identities > [0] > jwt > audience | is not a known key
            {aws: {}, policies: [a]}                                       | identities > [0] > aws | lacks 'arn'
            {aws: {arn: "*"}, policies: [a]}                               | identities > [0] > aws > arn | must be an ARN
            {aws: {arn: "arn:aws:sts::*:assumed-role/a/b"}, policies: [a]} | identities > [0] > aws > arn | must be an ARN
            {aws: {arn: "arn:aws:iam::11112222333:user/a"}, policies: [a]} | identities > [0] > aws > arn | must be an ARN
            {aws: {arn: "arn:aws:s3::111122223333:user/a"}, policies: [a]} | identities > [0] > aws > arn | must be an ARN
            {aws: {arn: "arn:aws:iam::111122223333:*"}, policies: [a]}     | identities > [0] > aws > arn | must say which kind
            {aws: {arn: "arn:aws:sts::111122223333:assumed-role/**"}, policies: [a]} | identities > [0] > aws > arn | must say which kind
            {aws: {arn: "arn:aws:iam::111122223333:user/a"}, jwt: {}, policies: [a]} | identities > [0] | must have either
            """)
    void namesThePlaceOfAnErrorInAnIdentity(String identity, String place, String rule) {
        String yaml = """
                {version: 1, policies: {a: {rules: [{allow: [read], on: ["token:/"]}]}}, identities: [%s]}
                """.formatted(identity);

        assertThatThrownBy(() -> Policies.of(yaml)).isInstanceOfSatisfying(InvalidDocument.class, invalid -> {
            assertThat(invalid.place()).isEqualTo(place);
            assertThat(invalid.rule()).startsWith(rule);
        });
    }

    @ParameterizedTest
    @CsvSource({"1, true", "63, true", "64, false"})
    void boundsAPolicysName(int length, boolean allowed) {
        String name = "a".repeat(length);
        String yaml = "{version: 1, policies: {%s: {rules: [{allow: [read], on: ['token:/']}]}}}".formatted(name);

        if (allowed) {
            assertThat(Policies.of(yaml).grants(Set.of(name))).isPresent();
        } else {
            assertThatThrownBy(() -> Policies.of(yaml)).isInstanceOf(InvalidDocument.class);
        }
    }

    @Test
    void takesPoliciesWithoutIdentities() {
        assertThat(Policies.reading("a").policiesOfArn("arn:aws:iam::111122223333:user/a"))
                .isEmpty();
    }
}
