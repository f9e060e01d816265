package dev.gatehouse.scenario;

/** A service did not do what the scenario asked for. */
final class ServiceRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    /** @param status of HTTP; 0 where there was no answer */
    ServiceRefused(String service, int status, String what) {
        super(service + (status == 0 ? "" : " answered " + status) + ": " + what);
        this.status = status;
    }

    int status() {
        return status;
    }
}
