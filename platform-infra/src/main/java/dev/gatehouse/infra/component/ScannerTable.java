package dev.gatehouse.infra.component;

import com.pulumi.aws.dynamodb.Table;
import com.pulumi.aws.dynamodb.TableArgs;
import com.pulumi.aws.dynamodb.inputs.TableAttributeArgs;
import com.pulumi.aws.dynamodb.inputs.TableGlobalSecondaryIndexArgs;
import com.pulumi.aws.dynamodb.inputs.TablePointInTimeRecoveryArgs;
import com.pulumi.aws.dynamodb.inputs.TableServerSideEncryptionArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import dev.gatehouse.infra.config.EnvironmentSettings;
import dev.gatehouse.infra.config.Tags.BackupClass;
import dev.gatehouse.infra.config.Tags.DataClass;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The table of scanner-worker: findings, scans, ledgers, responses and their switch. Keys and index are those that its adapter
 * names; nothing in it ends by a time to live, since the worker itself takes away what is no more needed.
 */
public final class ScannerTable extends ComponentResource {
    /** The index that listings are read from. */
    static final String BY_TIME = "by-time";

    private final Table table;

    /**
     * What the table depends on.
     *
     * @param settings the environment's settings
     * @param key      the key that encrypts it
     */
    public record Args(EnvironmentSettings settings, Output<String> key) {}

    /** The table of an environment. */
    public ScannerTable(String name, Args args, ComponentResourceOptions options) {
        super("gatehouse:infra:ScannerTable", name, options);
        EnvironmentSettings settings = args.settings();
        boolean protect = settings.profile().protect();
        table = new Table(
                name,
                TableArgs.builder()
                        .name(nameIn(settings))
                        .billingMode("PAY_PER_REQUEST")
                        .hashKey("pk")
                        .rangeKey("sk")
                        .attributes(Stream.of("pk", "sk", "list", "place")
                                .map(ScannerTable::text)
                                .toList())
                        .globalSecondaryIndexes(TableGlobalSecondaryIndexArgs.builder()
                                .name(BY_TIME)
                                .hashKey("list")
                                .rangeKey("place")
                                .projectionType("ALL")
                                .build())
                        .serverSideEncryption(TableServerSideEncryptionArgs.builder()
                                .enabled(true)
                                .kmsKeyArn(args.key())
                                .build())
                        .pointInTimeRecovery(TablePointInTimeRecoveryArgs.builder()
                                .enabled(true)
                                .build())
                        .deletionProtectionEnabled(protect)
                        .tags(settings.tags().of("scanner-worker", DataClass.RESTRICTED, BackupClass.STANDARD))
                        .build(),
                Options.stateful(this, protect));
        registerOutputs(Map.of("name", table.name()));
    }

    /** The table's name. */
    public Output<String> tableName() {
        return table.name();
    }

    static String nameIn(EnvironmentSettings settings) {
        return settings.name("scanner");
    }

    private static TableAttributeArgs text(String name) {
        return TableAttributeArgs.builder().name(name).type("S").build();
    }
}
