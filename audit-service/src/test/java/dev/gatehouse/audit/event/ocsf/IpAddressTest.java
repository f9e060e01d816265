package dev.gatehouse.audit.event.ocsf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "192.0.2.1",
                "255.255.255.255",
                "::",
                "::1",
                "1::",
                "2001:DB8::a",
                "1:2:3:4:5:6:7:8",
                "1:2:3:4:5:6:7::",
                "::ffff:192.0.2.1",
                "1:2:3:4:5:6:192.0.2.1"
            })
    void knowsAnAddress(String text) {
        assertThat(IpAddress.isOne(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.",
                ".1.2.3",
                "1.2.3.256",
                "01.2.3.4",
                "1.2.3.4 ",
                "a.b.c.d",
                "ec2.amazonaws.com",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "12345::",
                "g::",
                "::1%eth0",
                "192.0.2.1::",
                "::1.2.3"
            })
    void knowsWhatIsNone(String text) {
        assertThat(IpAddress.isOne(text)).isFalse();
    }
}
