package dev.gatehouse.infra.control;

import dev.gatehouse.infra.document.PipeTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * One control and what becomes of it.
 *
 * @param id    the standard and its number
 * @param about what it wants
 * @param how   what becomes of it
 * @param type  the type whose resources meet it, or would; empty for none
 * @param input an input that all of them have, perhaps with a value after an equals sign; empty for none
 * @param rule  the guard rule that holds it; empty for none
 * @param note  what the table can't say
 */
record Control(String id, String about, How how, String type, String input, String rule, String note) {
    /** What becomes of a control. */
    enum How {
        /** Resources in production meet it. */
        MET,
        /** They meet it but for what the note says. */
        PART,
        /** The guard refuses what would break it. */
        GUARD,
        /** People or the organization have to. */
        ACCOUNT,
        /** There is nothing that it is about. */
        ABSENT,
        /** Not met yet. */
        OPEN
    }

    /** All controls, in the order of the file. */
    static List<Control> table() {
        return PipeTable.read(Path.of("controls", "controls.txt"), 7).rows().stream()
                .map(Control::of)
                .toList();
    }

    private static Control of(List<String> row) {
        return new Control(
                row.get(0),
                row.get(1),
                How.valueOf(row.get(2).toUpperCase(Locale.ROOT)),
                row.get(3),
                row.get(4),
                row.get(5),
                row.get(6));
    }

    /** Whether resources have to be there for it. */
    boolean needsResources() {
        return how == How.MET || how == How.PART;
    }

    String standard() {
        return id.substring(0, id.indexOf(' '));
    }

    String number() {
        return id.substring(id.indexOf(' ') + 1);
    }
}
