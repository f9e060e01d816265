package dev.gatehouse.scanner.store.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.work.ListedObject;
import dev.gatehouse.scanner.work.Listing;
import dev.gatehouse.scanner.work.ListingFailed;
import dev.gatehouse.scanner.work.Target;
import dev.gatehouse.scanner.work.TargetSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Objects that a test sets, three of them a part. */
final class FakeSource implements TargetSource {
    final Map<String, String> content = new TreeMap<>();
    final Map<String, String> stamps = new HashMap<>();
    final Map<String, IOException> broken = new HashMap<>();
    Optional<ListingFailed> listing = Optional.empty();

    @Override
    public String kind() {
        return "fake";
    }

    @Override
    public String canonical(String location) {
        return location;
    }

    @Override
    public Listing list(Target target, Optional<String> cursor) throws ListingFailed {
        if (listing.isPresent()) {
            throw listing.get();
        }
        List<String> paths = content.keySet().stream()
                .filter(path -> path.compareTo(cursor.orElse("")) > 0)
                .toList();
        List<String> part = paths.subList(0, Math.min(3, paths.size()));
        return new Listing(
                part.stream().map(this::listed).toList(),
                List.of(),
                paths.size() > 3 ? Optional.of(part.getLast()) : Optional.empty());
    }

    private String text(String path) {
        return content.getOrDefault(path, "");
    }

    private ListedObject listed(String path) {
        return new ListedObject(
                ObjectName.of("fake", path), text(path).length(), Optional.ofNullable(stamps.get(path)));
    }

    @Override
    public InputStream open(Target target, ListedObject object) throws IOException {
        String path = object.name().path();
        if (broken.containsKey(path)) {
            throw broken.get(path);
        }
        return new ByteArrayInputStream(text(path).getBytes(UTF_8));
    }
}
