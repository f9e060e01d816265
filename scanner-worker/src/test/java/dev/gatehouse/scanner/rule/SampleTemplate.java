package dev.gatehouse.scanner.rule;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** Makes text of a sample's template, so that nothing that looks like a live secret stands in the repository. */
public final class SampleTemplate {
    private static final Pattern PLACE = Pattern.compile("\\$\\$\\{|\\$\\{([A-Za-z0-9]+)(?::([^}]*))?\\}");
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String DIGITS = "0123456789";
    private static final String BASE_62 = DIGITS + UPPER + LOWER;
    private static final int PEM_LINE = 64;

    private final Random random;

    /** Templates filled by a generator of this seed. */
    public SampleTemplate(long seed) {
        random = new Random(seed);
    }

    /** The text of a template. */
    public String expand(String template) {
        Matcher places = PLACE.matcher(template);
        StringBuilder text = new StringBuilder();
        while (places.find()) {
            String kind = places.group(1);
            String argument = places.group(2) == null ? "" : places.group(2);
            String value = kind == null ? "${" : value(kind, argument, places.group());
            places.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        return places.appendTail(text).toString();
    }

    private String value(String kind, String argument, String whole) {
        return switch (kind) {
            case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
            case "github" -> github(argument);
            case "pem" -> pem(Integer.parseInt(argument));
            default -> {
                String alphabet = alphabet(kind);
                yield alphabet.isEmpty() ? whole : of(alphabet, Integer.parseInt(argument));
            }
        };
    }

    private static String alphabet(String kind) {
        return switch (kind) {
            case "alnum" -> BASE_62;
            case "hex" -> DIGITS + "abcdef";
            case "HEX" -> DIGITS + "ABCDEF";
            case "lower" -> LOWER;
            case "upper" -> UPPER;
            case "digit" -> DIGITS;
            case "b64" -> BASE_62 + "+/";
            case "b64url" -> BASE_62 + "-_";
            case "loweralnum" -> LOWER + DIGITS;
            case "upperalnum" -> UPPER + DIGITS;
            case "base32" -> UPPER + "234567";
            default -> "";
        };
    }

    private String of(String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private String pem(int lines) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append(i > 0 ? "\n" : "").append(of(BASE_62 + "+/", PEM_LINE));
        }
        return text.toString();
    }

    private String github(String prefix) {
        String body = of(BASE_62, 30);
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        StringBuilder digits = new StringBuilder();
        for (long left = crc.getValue(); digits.length() < 6; left /= 62) {
            digits.append(BASE_62.charAt((int) (left % 62)));
        }
        return prefix + body + digits.reverse();
    }
}
