package dev.gatehouse.scanner.finding;

import java.util.Locale;
import java.util.Optional;

/**
 * Something that a scan of an object left out.
 *
 * @param kind what it is
 * @param rule the rule that it concerns; empty if all
 * @param detail the limit or failure, for people, without content
 */
public record Gap(Kind kind, Optional<String> rule, String detail) {
    /** What can be left out. */
    public enum Kind {
        /** A rule used up its budget of work for the object. */
        RULE_BUDGET,
        /** A rule failed in itself. */
        RULE_FAILED,
        /** The object has more findings than are reported. */
        FINDINGS_CAPPED,
        /** Encoded text was not decoded to the end. */
        DECODING_CAPPED,
        /** The object is larger than is read. */
        SIZE_CAPPED,
        /** An archive holds more, or is nested deeper, than is opened. */
        ARCHIVE_CAPPED,
        /** An entry of the archive could not be read as what it says it is. */
        ENTRY_UNDECODABLE,
        /** The object changed or vanished while it was read. */
        CHANGED,
        /** Reading stopped on the way. */
        READ_FAILED;

        /** What stands in reports: the lower-case name with hyphens. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** A gap that concerns one rule. */
    public static Gap ofRule(Kind kind, String rule, String detail) {
        return new Gap(kind, Optional.of(rule), detail);
    }

    /** A gap that concerns every rule. */
    public static Gap of(Kind kind, String detail) {
        return new Gap(kind, Optional.empty(), detail);
    }
}
