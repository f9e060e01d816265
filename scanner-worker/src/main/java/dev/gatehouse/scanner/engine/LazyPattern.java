package dev.gatehouse.scanner.engine;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/** An expression of RE2's that is compiled when it is first needed: of the thousands that rules have, most never are. */
final class LazyPattern {
    private final String regex;
    private volatile @Nullable Pattern pattern;

    LazyPattern(String regex) {
        this.regex = regex;
    }

    Pattern get() {
        Pattern compiled = pattern;
        if (compiled == null) {
            compiled = Pattern.compile(regex);
            pattern = compiled;
        }
        return compiled;
    }
}
