package dev.gatehouse.infra.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tags that each taggable resource has: who answers for it, who pays, what it holds.
 *
 * @param environment the environment's label
 * @param owner       the team that answers
 * @param costCenter  who pays
 */
public record Tags(String environment, String owner, String costCenter) {
    /** The keys that no taggable resource lacks. */
    public static final List<String> MANDATORY =
            List.of("Environment", "Application", "Owner", "CostCenter", "DataClassification", "BackupRequired");

    /** What the data in a resource is. */
    public enum DataClass {
        /** Nothing that would hurt anybody. */
        INTERNAL("internal"),
        /** Configuration and logs. */
        CONFIDENTIAL("confidential"),
        /** Secrets, keys and audit records. */
        RESTRICTED("restricted");

        private final String label;

        DataClass(String label) {
            this.label = label;
        }
    }

    /** Whether and how a resource is backed up. */
    public enum BackupClass {
        /** Holds no state, or what can be made again. */
        NONE("none"),
        /** By the daily, weekly and monthly plan. */
        STANDARD("standard"),
        /** Also by the critical plan, with cold storage and a copy in a second region. */
        CRITICAL("critical");

        private final String label;

        BackupClass(String label) {
            this.label = label;
        }

        /** The value of the tag, by which backup plans select. */
        public String label() {
            return label;
        }
    }

    /** All tags of a resource. */
    public Map<String, String> of(String application, DataClass data, BackupClass backup) {
        Map<String, String> tags = new TreeMap<>();
        tags.put("Environment", environment);
        tags.put("Application", application);
        tags.put("Owner", owner);
        tags.put("CostCenter", costCenter);
        tags.put("DataClassification", data.label);
        tags.put("BackupRequired", backup.label);
        return Map.copyOf(tags);
    }

    /** The tags of something that holds no state. */
    public Map<String, String> stateless(String application) {
        return of(application, DataClass.INTERNAL, BackupClass.NONE);
    }
}
