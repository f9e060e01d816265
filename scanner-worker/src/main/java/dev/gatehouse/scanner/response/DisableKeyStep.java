package dev.gatehouse.scanner.response;

import dev.gatehouse.scanner.finding.FingerprintKey;
import dev.gatehouse.scanner.response.plan.StepKind;
import dev.gatehouse.scanner.triage.AccessKeys;
import dev.gatehouse.scanner.triage.AccessKeys.OwnedKey;
import java.util.List;
import java.util.Optional;

/** Makes a leaked access key of the account inactive. The key is known by its fingerprint, and never used. */
public final class DisableKeyStep implements StepAction {
    private final Optional<Keys> account;
    private final OwnKeys own;

    /**
     * The account's keys.
     *
     * @param known lists them
     * @param off makes one inactive
     */
    public record Keys(AccessKeys known, KeySwitch off) {}

    /** @param account empty where the service has none to look at */
    public DisableKeyStep(Optional<Keys> account, FingerprintKey fingerprints) {
        this.account = account;
        this.own = new OwnKeys(account.map(Keys::known), fingerprints);
    }

    @Override
    public StepKind kind() {
        return StepKind.DISABLE_KEY;
    }

    @Override
    public StepResult preview(StepTask task) {
        return StepResult.Done.of("would make the key inactive, if it is one of this account's");
    }

    @Override
    public StepResult run(StepTask task) {
        if (account.isEmpty()) {
            return new StepResult.Failed("gatehouse.response.disable-keys is off", left(task));
        }
        Optional<OwnedKey> key = own.of(task.finding().fingerprint());
        if (key.isEmpty()) {
            return new StepResult.Failed("no user of this account has the key", left(task));
        }
        if (!key.get().active()) {
            return StepResult.Done.of("the key of " + key.get().user() + " is inactive already");
        }
        return account.get().off().disable(key.get())
                ? new StepResult.Done(
                        "the key of " + key.get().user() + " is inactive",
                        List.of("give " + key.get().user() + " a new key, and delete the inactive one"),
                        "")
                : StepResult.Done.of("the key of " + key.get().user() + " is gone");
    }

    @Override
    public List<String> left(StepTask task) {
        String whose = task.finding().owner().map(owner -> " of " + owner).orElse("");
        return List.of("make the access key" + whose + " inactive");
    }
}
