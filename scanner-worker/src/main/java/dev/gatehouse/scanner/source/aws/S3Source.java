package dev.gatehouse.scanner.source.aws;

import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.CoverageEntry;
import dev.gatehouse.scanner.finding.Gap;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.work.ChangedObject;
import dev.gatehouse.scanner.work.ListedObject;
import dev.gatehouse.scanner.work.Listing;
import dev.gatehouse.scanner.work.ListingFailed;
import dev.gatehouse.scanner.work.ObjectLookup;
import dev.gatehouse.scanner.work.Target;
import dev.gatehouse.scanner.work.TargetSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * S3 buckets: the location is {@code bucket} or {@code bucket/prefix}. Options: {@code versions} is {@code true} for every
 * version instead of the current ones; {@code exclude} is a list of endings of keys, separated by commas.
 *
 * <p>A listing is had page by page, each begun behind the last key of the one before, so that nothing is held and any process
 * can go on with it.
 */
public final class S3Source implements TargetSource, ObjectLookup {
    /** Where an object has to be restored before it can be read. */
    private static final Set<String> ARCHIVED = Set.of("GLACIER", "DEEP_ARCHIVE");

    private final S3Client s3;
    private final int pageSize;
    private final long maxBytes;

    /**
     * Buckets.
     *
     * @param pageSize the objects of one part of a listing, 1 to 1000
     * @param maxBytes the largest object that is read
     */
    public S3Source(S3Client s3, int pageSize, long maxBytes) {
        if (pageSize < 1 || pageSize > 1_000 || maxBytes < 1) {
            throw new IllegalArgumentException("a page has 1 to 1000 objects, and the largest object 1 byte or more");
        }
        this.s3 = s3;
        this.pageSize = pageSize;
        this.maxBytes = maxBytes;
    }

    @Override
    public String kind() {
        return "s3";
    }

    @Override
    public String canonical(String location) {
        return location.startsWith("s3://") ? location.substring("s3://".length()) : location;
    }

    @Override
    public Listing list(Target target, Optional<String> cursor) throws ListingFailed {
        Place place = Place.of(canonical(target.location()));
        Page page = new Page(place, target.option("exclude").orElse(""));
        boolean versions = target.option("versions").filter("true"::equals).isPresent();
        return versions ? versions(place, page, cursor) : current(place, page, cursor);
    }

    private Listing current(Place place, Page page, Optional<String> cursor) throws ListingFailed {
        ListObjectsV2Request.Builder request = ListObjectsV2Request.builder()
                .bucket(place.bucket())
                .prefix(place.prefix())
                .maxKeys(pageSize);
        cursor.ifPresent(request::startAfter);
        ListObjectsV2Response answer =
                Calls.listing("the bucket can't be listed", () -> s3.listObjectsV2(request.build()));
        answer.contents()
                .forEach(object -> page.add(new Found(
                        object.key(), Optional.empty(), object.size(), object.storageClassAsString(), object.eTag())));
        boolean more =
                Boolean.TRUE.equals(answer.isTruncated()) && !answer.contents().isEmpty();
        return page.listing(more ? Optional.of(answer.contents().getLast().key()) : Optional.empty());
    }

    private Listing versions(Place place, Page page, Optional<String> cursor) throws ListingFailed {
        ListObjectVersionsRequest.Builder request = ListObjectVersionsRequest.builder()
                .bucket(place.bucket())
                .prefix(place.prefix())
                .maxKeys(pageSize);
        cursor.ifPresent(text -> {
            // A key may hold a line feed, a version's id holds none.
            int end = text.indexOf('\n');
            request.versionIdMarker(text.substring(0, end)).keyMarker(text.substring(end + 1));
        });
        ListObjectVersionsResponse answer =
                Calls.listing("the bucket's versions can't be listed", () -> s3.listObjectVersions(request.build()));
        answer.versions()
                .forEach(version -> page.add(new Found(
                        version.key(),
                        Optional.of(version.versionId()),
                        version.size(),
                        version.storageClassAsString(),
                        version.eTag())));
        return page.listing(
                Boolean.TRUE.equals(answer.isTruncated())
                        ? Optional.of(answer.nextVersionIdMarker() + "\n" + answer.nextKeyMarker())
                        : Optional.empty());
    }

    @Override
    public Listing look(Target target, ChangedObject changed) throws ListingFailed {
        Place place = Place.of(canonical(target.location()));
        Page page = new Page(place, target.option("exclude").orElse(""));
        Optional<String> version =
                target.option("versions").filter("true"::equals).flatMap(every -> changed.version());
        HeadObjectRequest.Builder request =
                HeadObjectRequest.builder().bucket(place.bucket()).key(changed.name());
        version.ifPresent(request::versionId);
        ObjectName name = new ObjectName("s3://" + place.bucket(), changed.name(), version);
        return Calls.looking(name, () -> {
            HeadObjectResponse head = s3.headObject(request.build());
            page.add(
                    new Found(changed.name(), version, head.contentLength(), head.storageClassAsString(), head.eTag()));
            return page.listing(Optional.empty());
        });
    }

    @Override
    public InputStream open(Target target, ListedObject object) throws IOException {
        Place place = Place.of(canonical(target.location()));
        GetObjectRequest.Builder request = GetObjectRequest.builder()
                .bucket(place.bucket())
                .key(object.name().path());
        object.name().version().ifPresent(request::versionId);
        object.stamp().ifPresent(request::ifMatch);
        return Calls.reading(() -> s3.getObject(request.build()));
    }

    private record Place(String bucket, String prefix) {
        static Place of(String location) {
            int slash = location.indexOf('/');
            return slash < 0
                    ? new Place(location, "")
                    : new Place(location.substring(0, slash), location.substring(slash + 1));
        }
    }

    private record Found(String key, Optional<String> version, long size, String storageClass, String tag) {}

    /** A part of a listing as it is filled, judged by what the listing says before anything is read. */
    private final class Page {
        private final String source;
        private final List<String> excluded;
        private final List<ListedObject> objects = new ArrayList<>();
        private final List<CoverageEntry> left = new ArrayList<>();

        Page(Place place, String exclude) {
            this.source = "s3://" + place.bucket();
            this.excluded = List.of(exclude.split(",", -1)).stream()
                    .map(String::strip)
                    .filter(ending -> !ending.isEmpty())
                    .toList();
        }

        void add(Found found) {
            ObjectName name = new ObjectName(source, found.key(), found.version());
            Optional<String> ending =
                    excluded.stream().filter(found.key()::endsWith).findFirst();
            if (ending.isPresent()) {
                left.add(new CoverageEntry(name, new Coverage.Excluded("the target's exclude " + ending.get())));
            } else if (ARCHIVED.contains(String.valueOf(found.storageClass()))) {
                String why = "it is archived, and has to be restored before it can be read";
                left.add(new CoverageEntry(name, new Coverage.Denied(why)));
            } else if (found.size() > maxBytes) {
                String why = "the object has " + found.size() + " bytes; at most " + maxBytes;
                left.add(new CoverageEntry(name, new Coverage.Partial(0, List.of(Gap.of(Gap.Kind.SIZE_CAPPED, why)))));
            } else {
                objects.add(new ListedObject(name, found.size(), Optional.ofNullable(found.tag())));
            }
        }

        Listing listing(Optional<String> next) {
            return new Listing(objects, left, next);
        }
    }
}
