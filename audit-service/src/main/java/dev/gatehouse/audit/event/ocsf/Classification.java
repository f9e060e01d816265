package dev.gatehouse.audit.event.ocsf;

/**
 * OCSF's class and the activity within it.
 *
 * @param classUid its first digit is the category
 * @param activityId an activity of the class; 0 where it is not known, 99 where OCSF has no name for it
 */
record Classification(int classUid, int activityId) {
    static final int BASE_EVENT = 0;
    static final int DETECTION_FINDING = 2004;
    static final int ACCOUNT_CHANGE = 3001;
    static final int AUTHENTICATION = 3002;
    static final int NETWORK_ACTIVITY = 4001;
    static final int HTTP_ACTIVITY = 4002;
    static final int API_ACTIVITY = 6003;

    static final int UNKNOWN = 0;
    static final int OTHER = 99;

    int categoryUid() {
        return classUid / 1_000;
    }

    long typeUid() {
        return classUid * 100L + activityId;
    }
}
