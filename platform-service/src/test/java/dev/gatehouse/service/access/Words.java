package dev.gatehouse.service.access;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The words of a service that exists in tests only. */
public final class Words {
    public static final Capability READ = new Capability("read");
    public static final Capability LIST = new Capability("list");
    public static final Capability WRITE = new Capability("write");
    public static final Capability DELETE = new Capability("delete");
    public static final Capability ROTATE = new Capability("rotate");
    public static final Vocabulary VOCABULARY = new Vocabulary(
            List.of(READ, LIST, WRITE, DELETE, ROTATE, Capability.ADMIN),
            List.of("parameter", "secret", "contract", "token"),
            Set.of("parameter", "secret", "contract"));

    private Words() {}

    static Stream<Capability> capabilities() {
        return VOCABULARY.capabilities().stream();
    }

    static Resource parameter(String path) {
        return new Resource("parameter", path);
    }

    static Resource secret(String name) {
        return new Resource("secret", "/" + name);
    }
}
