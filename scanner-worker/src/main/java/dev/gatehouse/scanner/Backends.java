package dev.gatehouse.scanner;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.function.Function;

/** Makes each store in the configured form; nothing of the other form is made. */
@Singleton
public class Backends {
    private final Settings settings;
    private final Instance<EmbeddedStores> embedded;
    private final Instance<AwsWiring> aws;

    Backends(Settings settings, Instance<EmbeddedStores> embedded, Instance<AwsWiring> aws) {
        this.settings = settings;
        this.embedded = embedded;
        this.aws = aws;
    }

    <T> T embedded(Function<EmbeddedStores, T> here, Function<AwsWiring, T> there) {
        return switch (settings.store()) {
            case EMBEDDED -> here.apply(embedded.get());
            case AWS -> there.apply(aws.get());
        };
    }
}
