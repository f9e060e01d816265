package dev.gatehouse.scanner.source.aws;

import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.CoverageEntry;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.work.ListedObject;
import dev.gatehouse.scanner.work.Listing;
import dev.gatehouse.scanner.work.ListingFailed;
import dev.gatehouse.scanner.work.ObjectUnreadable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Calls of AWS, and what their failures mean to a scan. No message of AWS is repeated, since it may quote what was sent. */
final class Calls {
    /** A listing of what is not there. */
    static final Listing NOTHING = new Listing(List.of(), List.of(), Optional.empty());

    private Calls() {}

    /** @throws ListingFailed the list can't be had; whether for good, its status says */
    static <T> T listing(String what, Supplier<T> call) throws ListingFailed {
        try {
            return call.get();
        } catch (AwsServiceException e) {
            String message = what + ": " + code(e);
            throw isPassing(e) ? ListingFailed.unavailable(message) : ListingFailed.denied(message);
        } catch (SdkException e) {
            throw ListingFailed.unavailable(what + ": " + e.getClass().getSimpleName());
        }
    }

    /**
     * The listing of one object, which is empty where the object is not there, and says so where it may not be looked at.
     *
     * @throws ListingFailed it can't be had now
     */
    static Listing looking(ObjectName name, Supplier<Listing> call) throws ListingFailed {
        try {
            return call.get();
        } catch (AwsServiceException e) {
            if (isPassing(e)) {
                throw ListingFailed.unavailable("an object can't be looked at: " + code(e));
            }
            return isGone(e)
                    ? NOTHING
                    : new Listing(
                            List.of(),
                            List.of(new CoverageEntry(name, new Coverage.Denied(code(e)))),
                            Optional.empty());
        } catch (SdkException e) {
            throw ListingFailed.unavailable(
                    "an object can't be looked at: " + e.getClass().getSimpleName());
        }
    }

    /** A listing of one object. */
    static Listing one(ListedObject object) {
        return new Listing(List.of(object), List.of(), Optional.empty());
    }

    private static boolean isGone(AwsServiceException e) {
        return e.statusCode() == 404 || code(e).contains("NotFound");
    }

    /**
     * @throws ObjectUnreadable it is gone, or may not be read
     * @throws IOException it can't be read now
     */
    static <T> T reading(Supplier<T> call) throws IOException {
        try {
            return call.get();
        } catch (AwsServiceException e) {
            if (isPassing(e)) {
                throw new IOException("AWS did not answer: " + code(e));
            }
            throw e.statusCode() == 401 || e.statusCode() == 403 || code(e).startsWith("AccessDenied")
                    ? ObjectUnreadable.denied(code(e))
                    : ObjectUnreadable.changed("it is not there as it was listed: " + code(e));
        } catch (SdkException e) {
            throw new IOException("AWS did not answer: " + e.getClass().getSimpleName());
        }
    }

    private static boolean isPassing(AwsServiceException e) {
        return e.isThrottlingException() || e.statusCode() >= 500 || code(e).startsWith("Throttl");
    }

    private static String code(AwsServiceException e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                ? "status " + e.statusCode()
                : e.awsErrorDetails().errorCode();
    }
}
