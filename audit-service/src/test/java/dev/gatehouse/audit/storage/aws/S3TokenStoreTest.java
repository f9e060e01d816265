package dev.gatehouse.audit.storage.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.service.access.TokenStore;
import dev.gatehouse.service.access.TokenStoreContract;
import dev.gatehouse.service.failure.StoreException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3TokenStoreTest extends TokenStoreContract {
    private static final FlakyS3 ONE_AT_A_TIME = new FlakyS3();
    private static final S3Client S3 = Clients.s3(Moto.PATIENT, ONE_AT_A_TIME.endpoint());

    private final S3Place place = Clients.place(S3);

    @AfterAll
    static void close() {
        ONE_AT_A_TIME.close();
    }

    @Override
    protected TokenStore open() {
        return new S3TokenStore(S3, place);
    }

    @Override
    protected void plant(String id, String text) {
        S3.putObject(
                request -> request.bucket(place.bucket()).key("audit/tokens/" + id + ".json"),
                RequestBody.fromString(text));
    }

    @Test
    void aMissingBucketIsNoMissingToken() {
        TokenStore store = new S3TokenStore(S3, new S3Place("no-such-bucket-here", "", Optional.empty()));

        assertThatThrownBy(() -> store.find("AAAAAAAAAAA1")).isInstanceOf(StoreException.Unavailable.class);
        assertThatThrownBy(store::all).isInstanceOf(StoreException.Unavailable.class);
        assertThatThrownBy(() -> store.add(token("AAAAAAAAAAA1"))).isInstanceOf(StoreException.Unavailable.class);
        assertThat(open().find("AAAAAAAAAAA1")).isEmpty();
    }
}
