package dev.gatehouse.scanner;

import dev.gatehouse.scanner.endpoint.AllowedEndpoints;
import dev.gatehouse.scanner.source.aws.CodeBuildSource;
import dev.gatehouse.scanner.source.aws.JsonApi;
import dev.gatehouse.scanner.source.aws.LambdaCodeSource;
import dev.gatehouse.scanner.source.aws.LogWindows;
import dev.gatehouse.scanner.source.aws.LogsSource;
import dev.gatehouse.scanner.source.aws.Pace;
import dev.gatehouse.scanner.source.aws.PresignedDownload;
import dev.gatehouse.scanner.work.RunLog;
import dev.gatehouse.scanner.work.TargetSource;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Puts the sources together that read more than one call gives. */
@Singleton
public class AwsContentWiring {
    private final Settings settings;
    private final Instance<LambdaClient> lambda;
    private final Instance<CloudWatchLogsClient> logs;
    private final Instance<JsonApi> codeBuild;
    private final Instance<RunLog> runs;
    private final InstantSource clock;

    AwsContentWiring(
            Settings settings,
            Instance<LambdaClient> lambda,
            Instance<CloudWatchLogsClient> logs,
            Instance<JsonApi> codeBuild,
            Instance<RunLog> runs,
            InstantSource clock) {
        this.settings = settings;
        this.lambda = lambda;
        this.logs = logs;
        this.codeBuild = codeBuild;
        this.runs = runs;
        this.clock = clock;
    }

    TargetSource logs() {
        AwsSettings.Logs read = settings.logs();
        LogWindows.Limits limits = Made.named(
                "gatehouse.logs.first-window, .longest-window, .settled",
                () -> new LogWindows.Limits(read.firstWindow(), read.longestWindow(), read.settled()));
        Pace pace = Made.named(
                "gatehouse.logs.calls-per-second",
                () -> new Pace(read.callsPerSecond(), System::nanoTime, LockSupport::parkNanos));
        return new LogsSource(
                logs.get(),
                new LogWindows(runs.get(), limits, clock),
                pace,
                settings.scan().maxObjectBytes());
    }

    TargetSource codeBuild() {
        return new CodeBuildSource(codeBuild.get());
    }

    TargetSource lambdaCode() {
        long maxBytes = settings.scan().maxObjectBytes();
        PresignedDownload download = new PresignedDownload(
                endpoints(), maxBytes, settings.lambdaCode().deadline());
        return new LambdaCodeSource(lambda.get(), download, maxBytes);
    }

    private AllowedEndpoints endpoints() {
        List<String> hosts = settings.lambdaCode()
                .hosts()
                .orElseGet(() -> ofS3(lambda.get().serviceClientConfiguration().region()));
        boolean standIn = settings.mode() == Settings.Mode.LOCAL
                && settings.aws().endpoint().isPresent();
        return standIn
                ? AllowedEndpoints.local(hosts)
                : AllowedEndpoints.of(hosts, host -> List.of(InetAddress.getAllByName(host)));
    }

    /** A function's code lies in a bucket of Lambda's own, in the function's region. */
    private static List<String> ofS3(Region region) {
        String end = region.id() + (region.id().startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com");
        return List.of("s3." + end, "*.s3." + end, "*.s3.dualstack." + end);
    }
}
