package dev.gatehouse.scanner.source.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;

class IdSetTest {
    @Test
    void holdsWhatAHashSetHolds() {
        Random random = new Random(3);
        Set<ObjectId> model = new HashSet<>();
        IdSet set = new IdSet();

        for (int i = 0; i < 20_000; i++) {
            byte[] raw = new byte[20];
            random.nextBytes(raw);
            // Many share their first bits, and some come twice.
            raw[0] = raw[1] = 0;
            raw[2] = (byte) random.nextInt(4);
            ObjectId id = i % 5 == 0 && !model.isEmpty() ? model.iterator().next() : ObjectId.fromRaw(raw);
            assertThat(set.add(id)).isEqualTo(model.add(id));
        }

        assertThat(set.size()).isEqualTo(model.size());
        assertThat(model).allMatch(set::contains);
        assertThat(set.contains(ObjectId.zeroId())).isFalse();
        assertThat(set.add(ObjectId.zeroId())).isTrue();
        assertThat(set.add(ObjectId.zeroId())).isFalse();
    }
}
