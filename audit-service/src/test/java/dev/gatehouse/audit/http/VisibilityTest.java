package dev.gatehouse.audit.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.access.Capabilities;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.access.Capability;
import dev.gatehouse.service.access.Grants;
import dev.gatehouse.service.access.Principal;
import dev.gatehouse.service.access.Reach;
import dev.gatehouse.service.access.Resource;
import org.junit.jupiter.api.Test;

class VisibilityTest {
    @Test
    void whoSeesAllSeesErasedEvents() {
        assertThat(Visibility.sees(caller(Reach.ALL, true), "")).isTrue();
        assertThat(Visibility.sees(caller(Reach.ALL, true), "source")).isTrue();
    }

    @Test
    void whoSeesSomeSeesNoErasedEvents() {
        assertThat(Visibility.sees(caller(Reach.SOME, true), "")).isFalse();
        assertThat(Visibility.sees(caller(Reach.SOME, true), "source")).isTrue();
        assertThat(Visibility.sees(caller(Reach.SOME, false), "source")).isFalse();
    }

    private static Caller caller(Reach reach, boolean allowed) {
        Grants grants = new Grants() {
            @Override
            public boolean allows(Capability capability, Resource resource) {
                return allowed && capability.equals(Capabilities.READ);
            }

            @Override
            public Reach reach(Capability capability, String type) {
                return reach;
            }
        };
        return new Caller(new Principal("token:tester", grants), "192.0.2.7", "request-1");
    }
}
