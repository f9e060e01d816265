package dev.gatehouse.infra.config;

/**
 * How long backups are kept, in days.
 *
 * @param lockMinDays      no recovery point may be kept for less
 * @param lockMaxDays      nor for more
 * @param dailyDays        a daily recovery point's life
 * @param weeklyDays       a weekly one's
 * @param monthlyDays      a monthly one's: five years where nothing else is said
 * @param criticalColdDays when a critical recovery point moves to cold storage; at least 90 days before its end
 * @param complianceDays   0 for a lock that administrators can lift (governance); else the days after which nobody can,
 *                         which takes the explicit consent of the stack's file
 */
public record BackupProfile(
        int lockMinDays,
        int lockMaxDays,
        int dailyDays,
        int weeklyDays,
        int monthlyDays,
        int criticalColdDays,
        int complianceDays) {
    /** Five years, as AWS Backup counts them. */
    public static final int FIVE_YEARS = 1825;

    private static final int COLD_STORAGE_MINIMUM = 90;

    /** Refuses what the vault's lock or AWS Backup would refuse. */
    public BackupProfile {
        check(lockMinDays >= 1 && lockMinDays <= lockMaxDays, "backupLockMinDays has to be from 1 to the maximum");
        check(lockMaxDays <= 36_500, "backupLockMaxDays has to be at most 36500");
        check(monthlyDays <= lockMaxDays, "backupLockMaxDays is below the monthly plan's " + monthlyDays + " days");
        check(dailyDays >= lockMinDays, "backupLockMinDays is above the daily plan's " + dailyDays + " days");
        check(
                dailyDays <= weeklyDays && weeklyDays <= monthlyDays,
                "weekly backups have to live as long as daily ones");
        check(
                monthlyDays >= criticalColdDays + COLD_STORAGE_MINIMUM,
                "cold storage has to begin 90 days before a recovery point ends");
        check(complianceDays == 0 || complianceDays >= 3, "backupComplianceDays has to be 0, or at least 3");
    }

    static BackupProfile dev() {
        return new BackupProfile(1, FIVE_YEARS, 7, 14, 365, 30, 0);
    }

    static BackupProfile staging() {
        return new BackupProfile(7, FIVE_YEARS, 14, 35, 365, 30, 0);
    }

    static BackupProfile prod() {
        return new BackupProfile(7, 3650, 35, 90, FIVE_YEARS, 90, 0);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
