package dev.gatehouse.audit.storage.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.audit.tlog.SignatureType;
import dev.gatehouse.audit.tlog.VerifierKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;

/** KMS with one Ed25519 key, which moto 5.2.1 does not have: GetPublicKey and Sign, as KMS's API reference has them. */
public final class FakeKms implements AutoCloseable {
    public static final String KEY = "alias/audit-log";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final KeyPair key = pair();
    volatile KeyPair signing = key;
    volatile String keySpec = "ECC_NIST_EDWARDS25519";
    volatile String usage = "SIGN_VERIFY";
    volatile byte[] publicKey = key.getPublic().getEncoded();
    volatile String lastSign = "";

    public FakeKms() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What the key's signatures are checked with. */
    public VerifierKey verifierKey(String name) {
        byte[] spki = key.getPublic().getEncoded();
        return VerifierKey.of(name, SignatureType.ED25519, Arrays.copyOfRange(spki, spki.length - 32, spki.length));
    }

    static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            if (!request.path("KeyId").asText().equals(KEY)) {
                answer(exchange, 400, JSON.createObjectNode().put("__type", "NotFoundException"));
                return;
            }
            switch (exchange.getRequestHeaders().getFirst("X-Amz-Target")) {
                case "TrentService.GetPublicKey" -> answer(exchange, 200, publicKey());
                case "TrentService.Sign" -> answer(exchange, 200, sign(request));
                default ->
                    answer(exchange, 400, JSON.createObjectNode().put("__type", "UnsupportedOperationException"));
            }
        }
    }

    private ObjectNode publicKey() {
        return JSON.createObjectNode()
                .put("KeyId", "arn:aws:kms:eu-central-1:111122223333:key/1")
                .put("PublicKey", publicKey)
                .put("KeySpec", keySpec)
                .put("KeyUsage", usage);
    }

    private ObjectNode sign(JsonNode request) throws IOException {
        lastSign = request.path("MessageType").asText() + " "
                + request.path("SigningAlgorithm").asText();
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(signing.getPrivate());
            signer.update(request.path("Message").binaryValue());
            return JSON.createObjectNode()
                    .put("KeyId", "arn:aws:kms:eu-central-1:111122223333:key/1")
                    .put("Signature", signer.sign())
                    .put("SigningAlgorithm", "ED25519_SHA_512");
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
