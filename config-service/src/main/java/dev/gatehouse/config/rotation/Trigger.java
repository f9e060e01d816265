package dev.gatehouse.config.rotation;

/** Who started a rotation. */
public enum Trigger {
    /** The secret's age. */
    SCHEDULE("schedule"),
    /** Somebody's request. */
    REQUEST("request"),
    /** Secrets Manager, by its rotation function, which then asks for each step. */
    FUNCTION("function");

    private final String word;

    Trigger(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** @throws IllegalArgumentException there is no such trigger */
    public static Trigger of(String word) {
        for (Trigger trigger : values()) {
            if (trigger.word.equals(word)) {
                return trigger;
            }
        }
        throw new IllegalArgumentException("there is no such trigger");
    }
}
