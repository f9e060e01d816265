package dev.gatehouse.scanner.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.Fingerprint;
import dev.gatehouse.scanner.finding.ObjectName;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What everything does that remembers what was scanned. */
public abstract class ScanStateContract {
    private static final ObjectName NAME = new ObjectName("dir:/srv", "a\n\u0001b", Optional.of("v"));

    protected abstract ScanState state();

    private static SeenObject seen(String stamp, Set<Fingerprint> fingerprints) {
        return new SeenObject(
                "d".repeat(32), Optional.of(stamp), 3, "a".repeat(64), new Coverage.Scanned(3), fingerprints);
    }

    @Test
    void remembersTheLastScanOfAnObject() {
        ScanState state = state();
        SeenObject latest = seen("2", Set.of(new Fingerprint("b".repeat(64)), new Fingerprint("c".repeat(64))));
        state.put(NAME, seen("1", Set.of()));
        state.put(NAME, latest);

        assertThat(state.find(NAME)).contains(latest);
        assertThat(state.find(ObjectName.of("dir:/srv", "other"))).isEmpty();
    }

    @Test
    void remembersAnObjectWithoutAStamp() {
        ScanState state = state();
        SeenObject plain =
                new SeenObject("d", Optional.empty(), 0, "a".repeat(64), new Coverage.Undecodable("x"), Set.of());
        state.put(NAME, plain);

        assertThat(state.find(NAME)).contains(plain);
    }
}
