package dev.gatehouse.scanner.store.aws;

import dev.gatehouse.scanner.response.KeySwitch;
import dev.gatehouse.scanner.triage.AccessKeys.OwnedKey;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.StatusType;

/** Makes access keys of IAM's users inactive, by UpdateAccessKey. */
public final class IamKeySwitch implements KeySwitch {
    private final IamClient iam;

    public IamKeySwitch(IamClient iam) {
        this.iam = iam;
    }

    @Override
    public boolean disable(OwnedKey key) {
        try {
            iam.updateAccessKey(
                    update -> update.userName(key.user()).accessKeyId(key.id()).status(StatusType.INACTIVE));
            return true;
        } catch (NoSuchEntityException gone) {
            return false;
        } catch (SdkException e) {
            throw AwsFailures.of("make an access key inactive", e);
        }
    }
}
