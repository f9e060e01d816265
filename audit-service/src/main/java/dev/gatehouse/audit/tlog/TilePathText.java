package dev.gatehouse.audit.tlog;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the place of a tile is written. */
final class TilePathText {
    private static final Pattern FORM = Pattern.compile(
            "tile/(?<what>entries|[0-9]{1,2})/(?<index>(?:x[0-9]{3}/){0,6}[0-9]{3})(?:\\.p/(?<width>[0-9]{1,3}))?");
    private static final int GROUP = 1000;

    private TilePathText() {}

    /** {@code tile/<what>/<index>[.p/<width>]}. */
    static String format(String what, long index, int width) {
        String full = "tile/" + what + "/" + groups(index);
        return width == TilePath.FULL_WIDTH ? full : full + ".p/" + width;
    }

    private static String groups(long index) {
        String last = String.format(Locale.ROOT, "%03d", index % GROUP);
        String path = last;
        for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
            path = String.format(Locale.ROOT, "x%03d/", rest % GROUP) + path;
        }
        return path;
    }

    static Optional<TilePath> parse(String path) {
        Matcher matcher = FORM.matcher(path);
        return matcher.matches() ? read(matcher).filter(tile -> tile.path().equals(path)) : Optional.empty();
    }

    /** Reads what may still be written in another than the one right way. */
    private static Optional<TilePath> read(Matcher matcher) {
        OptionalLong index = DecimalText.parse(
                matcher.group("index").replace("x", "").replace("/", "").replaceFirst("^0+(?=.)", ""));
        String widthText = Optional.ofNullable(matcher.group("width")).orElse("" + TilePath.FULL_WIDTH);
        int width = Integer.parseInt(widthText);
        if (index.isEmpty() || width < 1 || width > TilePath.FULL_WIDTH) {
            return Optional.empty();
        }
        return read(matcher.group("what"), index.getAsLong(), width);
    }

    private static Optional<TilePath> read(String what, long index, int width) {
        if (what.equals(BundleId.WHAT)) {
            return Optional.of(new BundleId(index, width));
        }
        int level = Integer.parseInt(what);
        return level > TileId.MAX_LEVEL ? Optional.empty() : Optional.of(new TileId(level, index, width));
    }
}
