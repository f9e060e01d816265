package dev.gatehouse.config.contract;

import dev.gatehouse.config.parameter.ParameterPath;
import java.util.OptionalLong;

/**
 * What applying the contract did to one path, or would do.
 *
 * @param version the version that is stored now; empty where none is, and of a plan where it is not known yet
 */
public record Action(Kind kind, ParameterPath path, OptionalLong version) {
    /** The kinds; the words are stable. */
    public enum Kind {
        CREATED("created"),
        /** It is stored already, and stays as it is. */
        KEPT("kept"),
        REWRITTEN("rewritten"),
        /** The contract has no default for it: somebody has to write it. */
        NEEDS_VALUE("needs-value"),
        /** Somebody else wrote it meanwhile; nothing was done to it. */
        CONFLICT("conflict");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
