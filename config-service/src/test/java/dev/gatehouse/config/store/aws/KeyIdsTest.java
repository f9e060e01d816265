package dev.gatehouse.config.store.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.parameter.DataClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyIdsTest {
    private static final KeyIds KEYS =
            new KeyIds("alias/parameters", "1234abcd-0000", "arn:aws:kms:eu-central-1:123456789012:key/9876fedc-0000");

    @ParameterizedTest
    @CsvSource({
        "alias/parameters, PARAMETER",
        "arn:aws:kms:eu-central-1:123456789012:alias/parameters, PARAMETER",
        "1234abcd-0000, SECRET",
        "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-0000, SECRET",
        "9876fedc-0000, SAFETY",
        "arn:aws-cn:kms:cn-north-1:1:key/9876fedc-0000, SAFETY"
    })
    void knowsAKeyByAnyOfItsNames(String keyId, DataClass dataClass) {
        assertThat(KEYS.classOf(keyId)).contains(dataClass);
    }

    @Test
    void knowsNoOtherKey() {
        assertThat(KEYS.classOf("alias/aws/ssm")).isEmpty();
        assertThat(KEYS.classOf("alias/parameters2")).isEmpty();
        assertThat(KEYS.classOf(null)).isEmpty();
    }

    @Test
    void takesASharedKeyForItsFirstClass() {
        KeyIds shared = new KeyIds("alias/one", "alias/one", "alias/two");

        assertThat(shared.classOf("alias/one")).contains(DataClass.PARAMETER);
        assertThat(shared.of(DataClass.SECRET)).isEqualTo("alias/one");
    }

    @ParameterizedTest
    @CsvSource({"'',a,b", "a,' ',b", "a,b,''"})
    void needsAKeyForEachClass(String parameter, String secret, String safety) {
        assertThatThrownBy(() -> new KeyIds(parameter, secret, safety)).isInstanceOf(IllegalArgumentException.class);
    }
}
