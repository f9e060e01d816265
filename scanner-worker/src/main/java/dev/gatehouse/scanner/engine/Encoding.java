package dev.gatehouse.scanner.engine;

import java.util.Locale;

/** How text can stand in other text. */
enum Encoding {
    BASE64,
    HEX,
    PERCENT,
    ESCAPED,
    UTF_16LE,
    UTF_16BE;

    /** What stands in a location. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
