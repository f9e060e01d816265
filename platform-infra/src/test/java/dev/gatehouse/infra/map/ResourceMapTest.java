package dev.gatehouse.infra.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.infra.document.GeneratedPage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ResourceMapTest {
    @Test
    void thePageIsWhatTheProgramsRegister() throws IOException {
        GeneratedPage.holds(Path.of("resource-map.md"), ResourceMap.page());
    }

    @Test
    void knowsWhatRefersToWhat() {
        String page = ResourceMap.page();

        assertThat(page)
                .contains("AuditTrail --> EncryptionKeys", "AuditTrail --> LogArchive", "FlowLogs --> LogArchive")
                .contains("ChangeEvents --> SecureQueue")
                .doesNotContain("EncryptionKeys --> ");
    }
}
