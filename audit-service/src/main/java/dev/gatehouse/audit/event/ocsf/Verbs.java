package dev.gatehouse.audit.event.ocsf;

import java.util.Map;

/** What a verb does, as an activity of API Activity. */
final class Verbs {
    static final int CREATE = 1;
    static final int READ = 2;
    static final int UPDATE = 3;
    static final int DELETE = 4;

    private static final Map<String, Integer> ACTIVITIES = Map.ofEntries(
            Map.entry("create", CREATE),
            Map.entry("add", CREATE),
            Map.entry("allocate", CREATE),
            Map.entry("copy", CREATE),
            Map.entry("generate", CREATE),
            Map.entry("import", CREATE),
            Map.entry("issue", CREATE),
            Map.entry("register", CREATE),
            Map.entry("request", CREATE),
            Map.entry("run", CREATE),
            Map.entry("describe", READ),
            Map.entry("download", READ),
            Map.entry("export", READ),
            Map.entry("fetch", READ),
            Map.entry("filter", READ),
            Map.entry("get", READ),
            Map.entry("head", READ),
            Map.entry("list", READ),
            Map.entry("lookup", READ),
            Map.entry("query", READ),
            Map.entry("read", READ),
            Map.entry("scan", READ),
            Map.entry("search", READ),
            Map.entry("select", READ),
            Map.entry("simulate", READ),
            Map.entry("view", READ),
            Map.entry("associate", UPDATE),
            Map.entry("attach", UPDATE),
            Map.entry("authorize", UPDATE),
            Map.entry("change", UPDATE),
            Map.entry("detach", UPDATE),
            Map.entry("disable", UPDATE),
            Map.entry("disassociate", UPDATE),
            Map.entry("enable", UPDATE),
            Map.entry("modify", UPDATE),
            Map.entry("put", UPDATE),
            Map.entry("replace", UPDATE),
            Map.entry("reset", UPDATE),
            Map.entry("restore", UPDATE),
            Map.entry("revoke", UPDATE),
            Map.entry("rotate", UPDATE),
            Map.entry("set", UPDATE),
            Map.entry("share", UPDATE),
            Map.entry("start", UPDATE),
            Map.entry("stop", UPDATE),
            Map.entry("tag", UPDATE),
            Map.entry("untag", UPDATE),
            Map.entry("update", UPDATE),
            Map.entry("write", UPDATE),
            Map.entry("delete", DELETE),
            Map.entry("deregister", DELETE),
            Map.entry("destroy", DELETE),
            Map.entry("erase", DELETE),
            Map.entry("purge", DELETE),
            Map.entry("release", DELETE),
            Map.entry("remove", DELETE),
            Map.entry("terminate", DELETE));

    private static final String BATCH = "Batch";

    private Verbs() {}

    /** What a verb in small letters does; 0 where it is not known. */
    static int activity(String verb) {
        return ACTIVITIES.getOrDefault(verb, Classification.UNKNOWN);
    }

    /** What the first word of a name like {@code BatchGetItem} does, {@code Batch} apart. */
    static int activityOfName(String name) {
        int start = name.startsWith(BATCH) ? BATCH.length() : 0;
        int end = start + 1;
        while (end < name.length() && Character.isLowerCase(name.charAt(end))) {
            end++;
        }
        return end > name.length()
                ? Classification.UNKNOWN
                : activity(Character.toLowerCase(name.charAt(start)) + name.substring(start + 1, end));
    }
}
