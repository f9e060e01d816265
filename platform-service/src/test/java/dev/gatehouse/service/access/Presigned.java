package dev.gatehouse.service.access;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A presigned GetCallerIdentity URL, well formed until a test changes something. Its signature is no real one. */
public final class Presigned {
    public static final String CANARY = "ca4a7e".repeat(10) + "beef";

    private String base = "https://sts.eu-west-1.amazonaws.com/";
    private String appended = "";
    private final Map<String, String> parameters = new LinkedHashMap<>();

    public Presigned() {
        parameters.put("Action", "GetCallerIdentity");
        parameters.put("Version", "2011-06-15");
        parameters.put("X-Amz-Algorithm", "AWS4-HMAC-SHA256");
        parameters.put("X-Amz-Credential", "ASIAIOSFODNN7EXAMPLE/20260301/eu-west-1/sts/aws4_request");
        parameters.put("X-Amz-Date", "20260301T120000Z");
        parameters.put("X-Amz-Expires", "60");
        parameters.put("X-Amz-SignedHeaders", "host;x-gatehouse-server-id");
        parameters.put("X-Amz-Security-Token", "IQoJb3JpZ2luX2VjE+/==");
        parameters.put("X-Amz-Signature", CANARY);
    }

    public Presigned with(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    public Presigned without(String name) {
        parameters.remove(name);
        return this;
    }

    public Presigned at(String newBase) {
        base = newBase;
        return this;
    }

    /** Appends to the query as it stands. */
    public Presigned append(String text) {
        appended += text;
        return this;
    }

    public String url() {
        return base + "?" + query() + appended;
    }

    public String bearer() {
        return bearer(url());
    }

    public static String bearer(String url) {
        return "gatehouse-aws-v1."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(url.getBytes(StandardCharsets.UTF_8));
    }

    private String query() {
        return parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
