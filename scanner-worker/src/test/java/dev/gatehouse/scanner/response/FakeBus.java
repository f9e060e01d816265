package dev.gatehouse.scanner.response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.service.failure.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A bus in memory, which may be away or refuse. */
final class FakeBus implements ResponseBus {
    private static final ObjectMapper JSON = new ObjectMapper();

    final List<String> details = new ArrayList<>();
    private final Consumer<String> point;
    int calls;
    int away;
    int refusals;
    Runnable meanwhile = () -> {};

    FakeBus(Consumer<String> point) {
        this.point = point;
    }

    @Override
    public Optional<String> put(String detail) {
        point.accept("before put");
        calls++;
        if (away > 0) {
            away--;
            throw new StoreException.Unavailable("put an event on the bus: no answer", new IllegalStateException());
        }
        if (refusals > 0) {
            refusals--;
            return Optional.of("ThrottlingException");
        }
        details.add(detail);
        meanwhile.run();
        point.accept("after put");
        return Optional.empty();
    }

    /** The detail of the one event that there is. */
    JsonNode only() {
        if (details.size() != 1) {
            throw new AssertionError("there are " + details.size());
        }
        try {
            return JSON.readTree(details.getFirst());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
