package dev.gatehouse.infra.config;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All that a stack is told, checked. Nothing else reads configuration.
 *
 * @param environment  which environment this is
 * @param profile      how it differs from the others
 * @param account      where it stands
 * @param backupRegion where copies of backups go; never the account's own region
 * @param network      the VPC's block, from /16 to /20
 * @param zones        the availability zones, as many as the profile says
 * @param governsAccount whether the account-wide block of public access is this stack's, and not an organization's
 * @param configService where config-service is reached; its host is also what signatures for it name
 * @param functionConcurrency how many executions a function keeps for itself; nothing in accounts whose quota can't be
 *                            divided, as that of new ones can't
 * @param responseActs whether scanner-worker may do what its responses are made of: delete versions of objects, switch keys off,
 *                     convert parameters. Not by itself in any environment: the worker only records until somebody sets
 *                     its mode, and whoever does that says so here too
 * @param tags         who answers and pays
 */
public record EnvironmentSettings(
        Environment environment,
        EnvironmentProfile profile,
        Account account,
        String backupRegion,
        Cidr network,
        List<String> zones,
        boolean governsAccount,
        URI configService,
        Optional<Integer> functionConcurrency,
        boolean responseActs,
        Tags tags) {
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}");
    private static final Pattern ZONES = Pattern.compile("[a-f](,[a-f]){1,5}");
    private static final Pattern HTTPS = Pattern.compile("https://[a-z0-9.-]{3,253}(:\\d{1,5})?");
    private static final Pattern ANY = Pattern.compile(".*");

    /**
     * Reads a stack's settings.
     *
     * @throws ConfigurationException naming the first key that can't be deployed
     */
    public static EnvironmentSettings read(String stack, Settings settings) {
        Environment environment = Environment.ofStack(stack);
        String region = settings.require("aws:region", REGION, "a region such as eu-central-1");
        String account = settings.require("gatehouse:accountId", ACCOUNT, "an account of twelve digits");
        String backup = settings.require("gatehouse:backupRegion", REGION, "a second region, for copies of backups");
        if (backup.equals(region)) {
            throw new ConfigurationException("gatehouse:backupRegion", "has to differ from aws:region");
        }
        Tags tags = new Tags(
                environment.label(),
                settings.require("gatehouse:owner", LABEL, "the team that answers for the stack"),
                settings.require("gatehouse:costCenter", LABEL, "who pays for the stack"));
        return new EnvironmentSettings(
                environment,
                profile(environment, settings),
                new Account(account, region),
                backup,
                network(settings),
                zones(environment, region, settings),
                settings.flag("gatehouse:governsAccount", true),
                URI.create(settings.text(
                        "gatehouse:configUrl",
                        "https://config." + environment.label() + ".gatehouse.internal",
                        HTTPS,
                        "the address of config-service such as https://config.example.com")),
                Optional.of(settings.integer("gatehouse:functionConcurrency", 2, 0, 100))
                        .filter(executions -> executions > 0),
                settings.flag("gatehouse:responseActs", false),
                tags);
    }

    /** Some regions lack a letter in some accounts, so the letters can be told. */
    private static List<String> zones(Environment environment, String region, Settings settings) {
        String key = "gatehouse:zones";
        int wanted = EnvironmentProfile.of(environment).zones();
        List<String> letters = Stream.of(settings.text(key, "a,b,c", ZONES, "letters of zones such as a,b,c")
                        .split(",", -1))
                .distinct()
                .toList();
        if (letters.size() < wanted) {
            throw new ConfigurationException(key, "has to name " + wanted + " zones that differ");
        }
        return letters.stream().limit(wanted).map(letter -> region + letter).toList();
    }

    private static EnvironmentProfile profile(Environment environment, Settings settings) {
        EnvironmentProfile profile = EnvironmentProfile.of(environment);
        String key = "gatehouse:logRetentionDays";
        int retention = settings.integer(key, profile.logRetentionDays(), 1, 3653);
        if (!LogRetention.isAccepted(retention)) {
            throw new ConfigurationException(key, retention + " days is not a retention that CloudWatch Logs accepts");
        }
        return profile.withLogRetentionDays(retention)
                .withRecording(recording(profile.recording(), settings))
                .withBackup(backup(environment, profile.backup(), settings));
    }

    private static Recording recording(Recording byDefault, Settings settings) {
        String key = "gatehouse:configRecording";
        String word = byDefault.name().toLowerCase(Locale.ROOT);
        return Recording.of(key, settings.text(key, word, ANY, "a word"));
    }

    private static BackupProfile backup(Environment environment, BackupProfile profile, Settings settings) {
        int min = settings.integer("gatehouse:backupLockMinDays", profile.lockMinDays(), 1, 36_500);
        int max = settings.integer("gatehouse:backupLockMaxDays", profile.lockMaxDays(), 1, 36_500);
        if (min > profile.dailyDays()) {
            throw new ConfigurationException(
                    "gatehouse:backupLockMinDays", "is above the daily plan's " + profile.dailyDays() + " days");
        }
        if (max < profile.monthlyDays()) {
            throw new ConfigurationException(
                    "gatehouse:backupLockMaxDays", "is below the monthly plan's " + profile.monthlyDays() + " days");
        }
        return new BackupProfile(
                min,
                max,
                profile.dailyDays(),
                profile.weeklyDays(),
                profile.monthlyDays(),
                profile.criticalColdDays(),
                compliance(environment, settings));
    }

    /** A lock that nobody can ever lift again needs its days and a sentence, and is not for dev at all. */
    private static int compliance(Environment environment, Settings settings) {
        String key = "gatehouse:backupComplianceDays";
        int days = settings.integer(key, 0, 0, 36_500);
        if (days == 0) {
            return 0;
        }
        if (environment == Environment.DEV) {
            throw new ConfigurationException(key, "a lock that can't be lifted is not for dev");
        }
        if (days < 3) {
            throw new ConfigurationException(
                    key, "has to be at least 3, the days in which the lock can still be lifted");
        }
        if (!settings.flag("gatehouse:backupComplianceConsent", false)) {
            throw new ConfigurationException(
                    "gatehouse:backupComplianceConsent", "has to be true for a lock that nobody can lift");
        }
        return days;
    }

    private static Cidr network(Settings settings) {
        String key = "gatehouse:vpcCidr";
        String text = settings.require(key, ANY, "the VPC's block of addresses");
        Cidr block;
        try {
            block = Cidr.parse(text);
        } catch (IllegalArgumentException refused) {
            throw new ConfigurationException(key, refused.getMessage() == null ? "is no block" : refused.getMessage());
        }
        if (block.prefix() < 16 || block.prefix() > 20) {
            throw new ConfigurationException(key, "has to be from /16 to /20, or the subnets do not fit");
        }
        if (!block.isPrivate()) {
            throw new ConfigurationException(key, "has to be private (RFC 1918)");
        }
        return block;
    }

    /** The explicit name of something that this environment has one of. */
    public String name(String purpose) {
        return "gatehouse-" + environment.label() + "-" + purpose;
    }

    /** The name of a bucket, unique over all accounts and regions. */
    public String bucketName(String purpose) {
        return name(purpose) + "-" + account.id() + "-" + account.region();
    }
}
