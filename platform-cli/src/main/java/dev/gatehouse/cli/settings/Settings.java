package dev.gatehouse.cli.settings;

import dev.gatehouse.cli.output.Form;
import dev.gatehouse.cli.shell.Failure;
import dev.gatehouse.cli.shell.Surroundings;
import dev.gatehouse.client.audit.send.ReceiverAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a command line, the environment and a profile say of where the services are and what they are shown. Nothing is read
 * before it is asked for.
 */
public final class Settings {
    private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(ms|s|m)");
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);

    private final Given.Sources sources;

    private Settings(Given.Sources sources) {
        this.sources = sources;
    }

    /**
     * The settings of a command line.
     *
     * @param options finds an option's text by its name with dashes
     * @throws Failure the file of profiles is wrong
     */
    public static Settings of(Function<String, Optional<String>> options, Surroundings around) {
        Optional<String> wanted = options.apply("--profile").or(() -> around.variable("GATEHOUSE_PROFILE"));
        Optional<Path> file = around.variable("GATEHOUSE_PROFILES")
                .map(Path::of)
                .or(() -> around.configuration().map(folder -> folder.resolve("gatehouse/config.yaml")));
        Profile profile =
                file.map(path -> new ProfileFile(path).profile(wanted)).orElse(Profile.NONE);
        return new Settings(new Given.Sources(options, around::variable, profile));
    }

    /** Where a service's API is. */
    public URI url(Service service) {
        return address(sources.find(service.word() + "-url")
                .orElseGet(() -> new Given(service.usualUrl(), service.word() + "-url")));
    }

    /** Where its health is: as said, or for one on this machine the port after its own. */
    public Optional<URI> managementUrl(Service service) {
        Optional<Given> said = sources.findWithoutOption(service.word() + "-management-url");
        if (said.isPresent()) {
            return said.map(this::address);
        }
        URI url = url(service);
        boolean here = url.getHost().equals("127.0.0.1") || url.getHost().equals("localhost");
        return here && url.getPort() > 0
                ? Optional.of(URI.create("http://" + url.getHost() + ":" + (url.getPort() + 1)))
                : Optional.empty();
    }

    /**
     * The token for a service: of an option, the environment or the profile, in this order; at each what is said of the
     * one service goes before what is said of all, and a file before a token.
     *
     * @throws Failure there is none, or its file can't be read
     */
    public BearerToken token(Service service) {
        return sources.tokenFileOption(service)
                .or(() -> sources.tokenFileVariable(service))
                .map(BearerToken::in)
                .or(() -> sources.tokenVariable(service).map(BearerToken::of))
                .or(() -> sources.tokenFileOfProfile(service).map(BearerToken::in))
                .orElseThrow(() -> Failure.usage("there is no token for " + service.title() + ": name its file with --"
                        + service.word() + "-token-file, --token-file or a profile"));
    }

    /** The file that has a service's token. */
    public Optional<Given> tokenFile(Service service) {
        return sources.tokenFileOption(service)
                .or(() -> sources.tokenFileVariable(service))
                .or(() -> sources.tokenFileOfProfile(service));
    }

    /** How long an answer may take. */
    public Duration timeout() {
        return sources.find("timeout").map(Settings::time).orElse(USUAL_TIMEOUT);
    }

    /** How answers are printed. */
    public Form form() {
        return sources.find("output")
                .map(given -> Form.of(given.text())
                        .orElseThrow(() -> wrong(given, "must be one of " + String.join(", ", Form.words()))))
                .orElse(Form.TABLE);
    }

    /** What parameters' paths and secrets' names begin with. */
    public String project() {
        return sources.find("project").map(Given::text).orElse("aurora");
    }

    /** Another setting. */
    public Optional<String> text(String name) {
        return sources.find(name).map(Given::text);
    }

    private URI address(Given given) {
        try {
            boolean plain = sources.findWithoutOption("plain-http")
                    .map(Given::text)
                    .filter("true"::equals)
                    .isPresent();
            return ReceiverAddress.of(URI.create(given.text()), plain);
        } catch (IllegalArgumentException e) {
            throw wrong(given, String.valueOf(e.getMessage()));
        }
    }

    /** A number and its unit, for instance {@code 500ms}, {@code 10s} or {@code 2m}. */
    private static Duration time(Given given) {
        Matcher time = TIME.matcher(given.text());
        long number = time.matches() ? Long.parseLong(time.group(1)) : 0;
        if (number < 1) {
            throw wrong(given, "must be a time like 500ms, 10s or 2m");
        }
        return switch (time.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    }

    private static Failure wrong(Given given, String what) {
        return Failure.usage(given.from() + " " + what);
    }
}
