package dev.gatehouse.infra.config;

import java.util.Optional;

/**
 * How environments differ: by this data, not by branches in components.
 *
 * @param zones              availability zones that the network spans, 2 or 3
 * @param natGateways        0, 1, or one a zone
 * @param interfaceEndpoints whether AWS's services are reached inside the network; each costs by the hour and zone
 * @param keyRotationDays    how often key material rotates, 90 to 365 days
 * @param keyDeletionDays    how long a key can be brought back, 7 to 30 days
 * @param protect            whether stateful resources refuse deletion
 * @param logRetentionDays   of log groups; one of CloudWatch's values
 * @param objectLockDays     how long the log archive refuses deletion, where it does
 * @param insights           whether the trail looks for unusual activity, which is billed by event
 * @param threatDetection    whether GuardDuty runs
 * @param recording          how closely AWS Config follows the account
 * @param backup             how backups are kept
 */
public record EnvironmentProfile(
        int zones,
        int natGateways,
        boolean interfaceEndpoints,
        int keyRotationDays,
        int keyDeletionDays,
        boolean protect,
        int logRetentionDays,
        Optional<Integer> objectLockDays,
        boolean insights,
        boolean threatDetection,
        Recording recording,
        BackupProfile backup) {

    /** Refuses a profile that AWS would refuse later. */
    public EnvironmentProfile {
        check(zones == 2 || zones == 3, "zones has to be 2 or 3");
        check(natGateways == 0 || natGateways == 1 || natGateways == zones, "natGateways has to be 0, 1 or one a zone");
        check(keyRotationDays >= 90 && keyRotationDays <= 365, "keyRotationDays has to be from 90 to 365");
        check(keyDeletionDays >= 7 && keyDeletionDays <= 30, "keyDeletionDays has to be from 7 to 30");
        check(LogRetention.isAccepted(logRetentionDays), "logRetentionDays is not one of CloudWatch's");
        check(objectLockDays.orElse(1) > 0, "objectLockDays has to be positive");
    }

    /** What an environment gets where its stack's file says nothing else. */
    public static EnvironmentProfile of(Environment environment) {
        return switch (environment) {
            case DEV ->
                new EnvironmentProfile(
                        2,
                        0,
                        false,
                        365,
                        7,
                        false,
                        30,
                        Optional.empty(),
                        false,
                        false,
                        Recording.OFF,
                        BackupProfile.dev());
            case STAGING ->
                new EnvironmentProfile(
                        2,
                        1,
                        true,
                        365,
                        14,
                        false,
                        90,
                        Optional.empty(),
                        true,
                        true,
                        Recording.DAILY,
                        BackupProfile.staging());
            case PROD ->
                new EnvironmentProfile(
                        3,
                        3,
                        true,
                        180,
                        30,
                        true,
                        365,
                        Optional.of(365),
                        true,
                        true,
                        Recording.CONTINUOUS,
                        BackupProfile.prod());
        };
    }

    /** The same with another retention of log groups. */
    public EnvironmentProfile withLogRetentionDays(int days) {
        return new EnvironmentProfile(
                zones,
                natGateways,
                interfaceEndpoints,
                keyRotationDays,
                keyDeletionDays,
                protect,
                days,
                objectLockDays,
                insights,
                threatDetection,
                recording,
                backup);
    }

    /** The same with other backups. */
    public EnvironmentProfile withBackup(BackupProfile other) {
        return new EnvironmentProfile(
                zones,
                natGateways,
                interfaceEndpoints,
                keyRotationDays,
                keyDeletionDays,
                protect,
                logRetentionDays,
                objectLockDays,
                insights,
                threatDetection,
                recording,
                other);
    }

    /** The same with AWS Config followed more or less closely. */
    public EnvironmentProfile withRecording(Recording other) {
        return new EnvironmentProfile(
                zones,
                natGateways,
                interfaceEndpoints,
                keyRotationDays,
                keyDeletionDays,
                protect,
                logRetentionDays,
                objectLockDays,
                insights,
                threatDetection,
                other,
                backup);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
