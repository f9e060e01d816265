package dev.gatehouse.scanner.store.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.scanner.triage.AccessKeys.OwnedKey;
import dev.gatehouse.service.failure.StoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.StatusType;

class IamAccessKeysTest {
    private final IamClient iam =
            Moto.client(IamClient.builder(), Moto.endpoint()).build();
    private final IamAccessKeys keys = new IamAccessKeys(iam);

    private List<OwnedKey> of(String prefix) {
        List<OwnedKey> found = new ArrayList<>();
        keys.each(key -> {
            if (key.user().startsWith(prefix)) {
                found.add(key);
            }
        });
        return found;
    }

    private AccessKey make(String user) {
        return iam.createAccessKey(create -> create.userName(user)).accessKey();
    }

    @Test
    void givesEachKeyWithItsUserAndState() {
        String user = "u-" + UUID.randomUUID();
        iam.createUser(create -> create.userName(user));
        iam.createUser(create -> create.userName(user + "-without"));
        String active = make(user).accessKeyId();
        String inactive = make(user).accessKeyId();
        iam.updateAccessKey(
                update -> update.userName(user).accessKeyId(inactive).status(StatusType.INACTIVE));

        List<OwnedKey> found = of(user);

        assertThat(found)
                .containsExactlyInAnyOrder(new OwnedKey(active, user, true), new OwnedKey(inactive, user, false));
        assertThat(keys.lastUsed(found.getFirst())).isEmpty();
    }

    @Test
    void givesMoreUsersThanAPageHas() {
        String prefix = "many-" + UUID.randomUUID();
        for (int i = 0; i < 105; i++) {
            String user = prefix + i;
            iam.createUser(create -> create.userName(user));
        }
        make(prefix + "0");
        make(prefix + "104");

        assertThat(of(prefix)).hasSize(2);
    }

    @Test
    void aKeyThatHasGoneWasNeverUsed() {
        assertThat(keys.lastUsed(new OwnedKey("none", "nobody", true))).isEmpty();
    }

    @Test
    void whatIsDeniedIsAStoresFailure() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = ("<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><Error>"
                            + "<Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(403, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            IamAccessKeys denied =
                    new IamAccessKeys(Moto.client(IamClient.builder(), endpoint).build());

            assertThatThrownBy(() -> denied.each(key -> {})).isInstanceOf(StoreException.Denied.class);
        } finally {
            server.stop(0);
        }
    }
}
