package dev.gatehouse.audit.detect;

import dev.gatehouse.audit.event.ByteSlice;

/**
 * A rule as it stands in a file.
 *
 * @param name the file's name
 * @param origin where the file is
 * @param yaml what it holds
 */
public record RuleFile(String name, Origin origin, ByteSlice yaml) {
    /** Where rules come from. */
    public enum Origin {
        /** It came with the service. */
        SHIPPED("shipped"),
        /** It is in the operator's own folder. */
        FOLDER("folder");

        private final String word;

        Origin(String word) {
            this.word = word;
        }

        /** What stands in JSON. */
        public String word() {
            return word;
        }
    }
}
