package dev.gatehouse.infra.component;

import dev.gatehouse.infra.config.Account;
import dev.gatehouse.infra.config.EnvironmentSettings;
import dev.gatehouse.infra.policy.iam.Condition;
import dev.gatehouse.infra.policy.iam.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * What scanner-worker's responses may do, where the environment's act: each of these rights can break production. Where they only
 * record, the role has none of them, and is shut out of the quarantine and of sealed parameters as well.
 */
final class ResponsePermissions {
    /** Buckets of the platform that hold records: nothing is ever taken out of them. */
    private static final List<String> RECORDS = List.of("log-archive", "access-logs", "config-history", "reports");

    private final EnvironmentSettings settings;
    private final Account account;
    private final String project;
    private final ServiceKeys keys;
    private final String quarantine;

    ResponsePermissions(EnvironmentSettings settings, String project, ServiceKeys keys) {
        this.settings = settings;
        this.account = settings.account();
        this.project = project;
        this.keys = keys;
        this.quarantine = QuarantineBucket.arn(settings);
    }

    List<Statement> statements() {
        return settings.responseActs()
                ? Stream.of(keysOfUsers(), objects(), parameters())
                        .flatMap(List::stream)
                        .toList()
                : recordingOnly();
    }

    /** Its reads of all buckets would reach the quarantine, and those of all parameters what the account's own key seals. */
    private List<Statement> recordingOnly() {
        return List.of(
                Statement.deny("NothingOfTheQuarantine", "s3:*").on(quarantine, quarantine + "/*"),
                Statement.deny("NoSealedParameters", "kms:Decrypt").on("*").when(via("ssm")));
    }

    private List<Statement> keysOfUsers() {
        return List.of(Statement.allow("DisableKeys", "iam:UpdateAccessKey").on(account.iam("user/*")));
    }

    /** The quarantine is a bucket of the account too: what is kept there may be given back, but its versions stay. */
    private List<Statement> objects() {
        return List.of(
                Statement.allow(
                                "TakeAndGiveBack",
                                "s3:GetObjectTagging",
                                "s3:GetObjectVersionTagging",
                                "s3:PutObject",
                                "s3:PutObjectTagging",
                                "s3:PutObjectVersionTagging",
                                "s3:DeleteObject",
                                "s3:DeleteObjectVersion",
                                "s3:DeleteObjectTagging",
                                "s3:DeleteObjectVersionTagging")
                        .on("arn:aws:s3:::*/*")
                        .when(Condition.equal("s3:ResourceAccount", account.id())),
                Statement.deny("RecordsStay", "s3:PutObject*", "s3:DeleteObject*")
                        .on(records()),
                Statement.deny("WhatIsKeptStays", "s3:DeleteObjectVersion*").on(quarantine + "/*"),
                Statement.allow("SealWhatIsKept", "kms:GenerateDataKey")
                        .on(keys.master())
                        .when(via("s3")));
    }

    /** A value becomes secure under the account's own key for SSM, whose policy lets in whoever may use SSM. */
    private List<Statement> parameters() {
        return List.of(
                Statement.allow("ConvertParameters", "ssm:PutParameter").on(account.arn("ssm", "parameter/*")),
                Statement.deny("StateStays", "ssm:PutParameter")
                        .on(account.arn("ssm", "parameter/" + project + "/" + ConfigServicePermissions.STATE + "/*")));
    }

    private List<String> records() {
        return Stream.concat(
                        RECORDS.stream().map(settings::bucketName),
                        // What the README names the bucket of Pulumi's state.
                        Stream.of("pulumi-state-" + account.id()))
                .map(name -> account.bucket(name) + "/*")
                .toList();
    }

    private Condition via(String service) {
        return Condition.equal("kms:ViaService", service + "." + account.region() + ".amazonaws.com");
    }
}
