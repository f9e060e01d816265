package dev.gatehouse.audit.detect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.audit.detect.sigma.InvalidRule;
import dev.gatehouse.audit.detect.sigma.SigmaParser;
import dev.gatehouse.audit.detect.sigma.SigmaRule;
import dev.gatehouse.audit.event.ByteSlice;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The rules that come with the service: resources, which an index names as a native executable can't list them. */
public final class ShippedRules {
    private static final String FOLDER = "/rules/";

    private ShippedRules() {}

    /**
     * All of them, in the index's order.
     *
     * @throws InvalidRule one of them is no rule; the message names its file
     */
    public static List<SigmaRule> load() {
        List<SigmaRule> rules = new ArrayList<>();
        for (String name : names()) {
            try {
                rules.add(SigmaParser.parse(bytes(name)));
            } catch (InvalidRule e) {
                throw new InvalidRule(name + ": " + e.getMessage());
            }
        }
        return rules;
    }

    /** Their files, in the index's order. */
    public static List<RuleFile> files() {
        return names().stream()
                .map(name -> new RuleFile(name, RuleFile.Origin.SHIPPED, ByteSlice.of(bytes(name))))
                .toList();
    }

    /** The files' names. */
    static List<String> names() {
        return new String(bytes("index.txt"), UTF_8)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private static byte[] bytes(String name) {
        try (InputStream in = ShippedRules.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new InvalidRule(name + ": is named in the index and is not there");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
