package dev.gatehouse.scanner.store.aws;

import dev.gatehouse.scanner.triage.AccessKeys;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ListAccessKeysResponse;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.User;

/**
 * The access keys of IAM's users, by ListUsers, ListAccessKeys and GetAccessKeyLastUsed. Keys of the account itself and of
 * sessions are in no list.
 */
public final class IamAccessKeys implements AccessKeys {
    private final IamClient iam;

    public IamAccessKeys(IamClient iam) {
        this.iam = iam;
    }

    @Override
    public void each(Consumer<OwnedKey> keys) {
        @Nullable String marker = null;
        do {
            @Nullable String from = marker;
            ListUsersResponse page = call("list users", client -> client.listUsers(list -> list.marker(from)));
            for (User user : page.users()) {
                ofUser(user.userName(), keys);
            }
            marker = Boolean.TRUE.equals(page.isTruncated()) ? page.marker() : null;
        } while (marker != null);
    }

    private void ofUser(String user, Consumer<OwnedKey> keys) {
        @Nullable String marker = null;
        do {
            @Nullable String from = marker;
            Optional<ListAccessKeysResponse> page = known(
                    "list access keys",
                    client -> client.listAccessKeys(list -> list.userName(user).marker(from)));
            page.ifPresent(found -> found.accessKeyMetadata()
                    .forEach(key ->
                            keys.accept(new OwnedKey(key.accessKeyId(), user, key.status() == StatusType.ACTIVE))));
            marker = page.filter(found -> Boolean.TRUE.equals(found.isTruncated()))
                    .map(ListAccessKeysResponse::marker)
                    .orElse(null);
        } while (marker != null);
    }

    @Override
    public Optional<Instant> lastUsed(OwnedKey key) {
        return known(
                        "ask for a key's last use",
                        client -> client.getAccessKeyLastUsed(get -> get.accessKeyId(key.id())))
                .flatMap(answer -> Optional.ofNullable(answer.accessKeyLastUsed()))
                .flatMap(used -> Optional.ofNullable(used.lastUsedDate()));
    }

    /** Empty where the user or key has gone meanwhile. */
    private <T> Optional<T> known(String what, Function<IamClient, T> call) {
        return call(what, client -> {
            try {
                return Optional.of(call.apply(client));
            } catch (NoSuchEntityException gone) {
                return Optional.empty();
            }
        });
    }

    private <T> T call(String what, Function<IamClient, T> call) {
        try {
            return call.apply(iam);
        } catch (SdkException e) {
            throw AwsFailures.of(what, e);
        }
    }
}
