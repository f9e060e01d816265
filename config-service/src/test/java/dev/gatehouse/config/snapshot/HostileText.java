package dev.gatehouse.config.snapshot;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Texts that formats trip over: some that are known to, and seeded random ones out of the same characters. */
final class HostileText {
    private static final List<String> PIECES = List.of(
            "a",
            "Z",
            "0",
            "9",
            " ",
            "  ",
            "\t",
            "\n",
            "\r",
            "\r\n",
            "\f",
            "\\",
            "\\u0041",
            "\\n",
            "'",
            "\"",
            "`",
            "$",
            "${x}",
            "$(id)",
            "!",
            "#",
            " #",
            ":",
            ": ",
            "=",
            "-",
            "- ",
            "?",
            "*",
            "&",
            "|",
            ">",
            "%",
            "@",
            "~",
            "{",
            "}",
            "[",
            "]",
            ",",
            ";",
            "<<",
            "---",
            "...",
            "\u0001",
            "\u001b",
            "\u007f",
            "\u0085",
            "\u00a0",
            "\u2028",
            "\ufeff",
            "\ufffe",
            "é",
            "漢",
            "\ud83d\ude00",
            "null",
            "true",
            "1e3",
            ".5");

    private static final List<String> KNOWN = List.of(
            "true",
            "True",
            "no",
            "y",
            "N",
            "on",
            "OFF",
            "null",
            "~",
            "",
            "0",
            "-1",
            "+1",
            "007",
            "0o7",
            "0x1F",
            "0b11",
            "1_000",
            "1e3",
            "1.5",
            ".5",
            "1.",
            ".inf",
            "-.INF",
            ".nan",
            "NaN",
            "1:30",
            "12:30:45",
            "2026-01-02",
            "2026-01-02T03:04:05Z",
            "=",
            "<<",
            "!tag",
            "&anchor",
            "*alias",
            "- item",
            "? key",
            "key: value",
            "{a: 1}",
            "[1, 2]",
            "# comment",
            "value # comment",
            "| literal",
            "> folded",
            "%directive",
            "@at",
            "`tick`",
            "'single'",
            "\"double\"",
            " leading",
            "trailing ",
            "\ttab",
            "line\nbreak",
            "\nleading break",
            "trailing break\n",
            "  indented\n more",
            "carriage\rreturn",
            "windows\r\nbreak",
            "back\\slash",
            "end\\",
            "a=b",
            "a:b",
            "!a",
            "$HOME",
            "$(touch pwned)",
            "`touch pwned`",
            "'; touch pwned; '",
            "\u0000".replace("\u0000", "\u0001"),
            "-n",
            "-e x",
            "\u2028",
            "\ufeffbom",
            "😀");

    private HostileText() {}

    /** Texts that are not empty, as a parameter's is not. */
    static List<String> some() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20260301);
        return Stream.concat(
                        KNOWN.stream().filter(text -> !text.isEmpty()),
                        IntStream.range(0, 1_500).mapToObj(i -> random(random)))
                .toList();
    }

    private static String random(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        int pieces = 1 + random.nextInt(8);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
