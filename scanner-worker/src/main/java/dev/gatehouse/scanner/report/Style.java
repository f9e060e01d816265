package dev.gatehouse.scanner.report;

/** Whether a terminal is told of colours. */
public enum Style {
    /** Text as it is. */
    PLAIN,
    /** With ANSI escapes. */
    COLOUR;

    /** What a piece of text looks like. */
    public enum Colour {
        RED("31;1"),
        YELLOW("33"),
        CYAN("36"),
        GREEN("32"),
        BOLD("1"),
        DIM("2");

        private final String code;

        Colour(String code) {
            this.code = code;
        }
    }

    /** The text, which holds no escapes of its own. */
    public String of(Colour colour, String text) {
        return this == PLAIN ? text : "\u001b[" + colour.code + "m" + text + "\u001b[0m";
    }
}
