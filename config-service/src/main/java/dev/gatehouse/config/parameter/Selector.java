package dev.gatehouse.config.parameter;

import dev.gatehouse.service.failure.InvalidName;

/** Which version of a parameter is meant. */
public sealed interface Selector {
    /** The newest version. */
    record Latest() implements Selector {}

    /** That version, counted from 1. */
    record Version(long number) implements Selector {
        public Version {
            if (number < 1) {
                throw new InvalidName("version", "must be a whole number from 1");
            }
        }
    }

    /** The version that this label points at. */
    record Label(String name) implements Selector {
        public Label {
            Labels.check(name);
        }
    }

    Selector LATEST = new Latest();
}
