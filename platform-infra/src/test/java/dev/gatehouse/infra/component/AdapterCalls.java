package dev.gatehouse.infra.component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The calls of AWS in the sources of a service's adapters, as {@code service.method}. */
final class AdapterCalls {
    private static final Pattern SERVICE = Pattern.compile("software\\.amazon\\.awssdk\\.services\\.(\\w+)\\.");
    /** What the adapters name their clients, and the lambdas' parameters that stand for one. */
    private static final Pattern CALL = Pattern.compile(
            "\\b(?:client|cloudFormation|dynamo|ec2|ecs|eventBridge|events|iam|kms|lambda|logs|s3|secrets|sfn|sns|sqs|ssm|stacks)"
                    + "\\s*\\.\\s*((?:[a-z]+)[A-Z]\\w*|publish|query|scan)\\(");
    /** The one service that is called without a client of the SDK. */
    private static final Pattern CODE_BUILD = Pattern.compile("codeBuild\\s*\\.\\s*call\\(\"(\\w+)\"");
    /** Methods of collections, in files where one is named as a client elsewhere. */
    private static final Set<String> OF_COLLECTIONS = Set.of("addAll", "isEmpty", "removeIf", "forEach");

    private AdapterCalls() {}

    /** The calls below a folder. */
    static Set<String> below(Path folder) {
        Set<String> calls = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> calls.addAll(in(file)));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        return calls;
    }

    private static Set<String> in(Path file) {
        Set<String> calls = new TreeSet<>();
        String source = text(file);
        CODE_BUILD.matcher(source).results().forEach(call -> calls.add("codebuild." + call.group(1)));
        Matcher service = SERVICE.matcher(source);
        if (service.find()) {
            CALL.matcher(source)
                    .results()
                    .map(call -> call.group(1))
                    .filter(method -> !OF_COLLECTIONS.contains(method))
                    .forEach(method -> calls.add(service.group(1) + "." + method));
        }
        return calls;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
