package dev.gatehouse.scanner.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.scanner.endpoint.AllowedEndpoints.Allowed;
import dev.gatehouse.scanner.endpoint.AllowedEndpoints.Refused;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedEndpointsTest {
    private static final String URL = "https://b.s3.eu-central-1.amazonaws.com/k?X-Amz-Signature=c0ffee";

    private final List<String> asked = new ArrayList<>();
    private List<String> addresses = List.of("52.219.1.1");
    private final AllowedEndpoints endpoints =
            AllowedEndpoints.of(List.of("s3.eu-central-1.amazonaws.com", "*.s3.eu-central-1.amazonaws.com"), host -> {
                asked.add(host);
                List<InetAddress> resolved = new ArrayList<>();
                for (String address : addresses) {
                    resolved.add(InetAddress.getByName(address));
                }
                return resolved;
            });

    @ParameterizedTest
    @ValueSource(
            strings = {
                URL,
                "https://s3.eu-central-1.amazonaws.com/b/k",
                "HTTPS://B.S3.EU-CENTRAL-1.AMAZONAWS.COM:443/k",
                "https://a.b.s3.eu-central-1.amazonaws.com/"
            })
    void allowsHttpsToListedHosts(String url) {
        assertThat(endpoints.check(url)).isInstanceOf(Allowed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/k",
                "https:///k",
                "https://",
                "not a uri",
                "http://b.s3.eu-central-1.amazonaws.com/k",
                "ftp://b.s3.eu-central-1.amazonaws.com/k",
                "file:///etc/passwd",
                "https://b.s3.eu-central-1.amazonaws.com:8443/k",
                "https://b.s3.eu-central-1.amazonaws.com@evil.test/k",
                "https://evil.test/b.s3.eu-central-1.amazonaws.com",
                "https://user:pass@b.s3.eu-central-1.amazonaws.com/k",
                "https://b.s3.eu-central-1.amazonaws.com.evil.test/k",
                "https://xs3.eu-central-1.amazonaws.com/k",
                "https://.s3.eu-central-1.amazonaws.com/k",
                "https://b.s3.us-east-1.amazonaws.com/k",
                "https://127.0.0.1/k",
                "https://[::1]/k",
                "https://2130706433/k"
            })
    void refusesAllElseWithoutAskingForItsAddress(String url) {
        assertThat(endpoints.check(url)).isInstanceOf(Refused.class);
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void refusesAHostWithAnAddressThatIsNotPublic(String address) {
        addresses = List.of("52.219.1.1", address);

        assertThat(endpoints.check(URL)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "128.0.0.1",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "::ffff:52.219.1.1",
                "64:ff9b::34db:101",
                "2a05:d050::1",
                "2600:1fa0::1"
            })
    void allowsAHostWithPublicAddresses(String address) {
        addresses = List.of(address);

        assertThat(endpoints.check(URL)).isInstanceOf(Allowed.class);
    }

    @Test
    void looksIntoMappedAddressesThatJavaDoesNotUnpack() {
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xff;
        mapped[11] = (byte) 0xff;
        mapped[12] = 127;
        mapped[15] = 1;

        assertThat(PublicAddress.isPublic(mapped)).isFalse();
        mapped[12] = 52;
        assertThat(PublicAddress.isPublic(mapped)).isTrue();
    }

    @Test
    void refusesAHostThatResolvesToNothing() {
        addresses = List.of();
        assertThat(endpoints.check(URL)).isInstanceOf(Refused.class);

        AllowedEndpoints unknown = AllowedEndpoints.of(List.of("h.test"), host -> {
            throw new UnknownHostException(host);
        });
        assertThat(unknown.check("https://h.test/k?secret")).isEqualTo(new Refused("its host is not known"));
    }

    @Test
    void inLocalModeListedHostsMayBeAnywhere() {
        AllowedEndpoints local = AllowedEndpoints.local(List.of("127.0.0.1"));

        assertThat(local.check("http://127.0.0.1:4566/k")).isInstanceOf(Allowed.class);
        assertThat(local.check("http://127.0.0.2:4566/k")).isInstanceOf(Refused.class);
        assertThat(local.check("file://127.0.0.1/k")).isInstanceOf(Refused.class);
    }
}
