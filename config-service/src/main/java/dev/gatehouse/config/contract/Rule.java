package dev.gatehouse.config.contract;

/** The rules of the contract that a value or a path can break. The words are stable: they are part of the API. */
public enum Rule {
    WRONG_TYPE("wrong-type"),
    OUT_OF_RANGE("out-of-range"),
    PATTERN("pattern"),
    NOT_ALLOWED("not-allowed"),
    SCHEMA("schema"),
    REFERENCE_SYNTAX("reference-syntax"),
    REFERENCE_CYCLE("reference-cycle"),
    SHOULD_BE_SECURE("should-be-secure"),
    UNKNOWN_PARAMETER("unknown-parameter"),
    UNKNOWN_ENVIRONMENT("unknown-environment"),
    REQUIRED("required");

    private final String word;

    Rule(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
