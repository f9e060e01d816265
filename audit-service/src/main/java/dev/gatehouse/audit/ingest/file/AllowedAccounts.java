package dev.gatehouse.audit.ingest.file;

import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.ingest.file.SplitResult.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The accounts whose records are taken in: whoever can write to a folder or a bucket can put a file of any account there.
 *
 * @param accounts twelve digits each; none allows all
 */
public record AllowedAccounts(Set<String> accounts) {
    /** All accounts. */
    public static final AllowedAccounts ALL = new AllowedAccounts(Set.of());

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    /** Sources of S3's access logs name a bucket here, whose names are no twelve digits of an account. */
    private static final Pattern OF_ACCOUNT = Pattern.compile("(?:cloudtrail|vpc-flow)/(\\d{12})");

    /** @throws IllegalArgumentException an account is not twelve digits */
    public AllowedAccounts {
        accounts = Set.copyOf(accounts);
        if (!accounts.stream().allMatch(account -> ACCOUNT.matcher(account).matches())) {
            throw new IllegalArgumentException("an account is twelve digits");
        }
    }

    /** Whether an account's records are taken in. */
    public boolean allows(String account) {
        return accounts.isEmpty() || accounts.contains(account);
    }

    /** A splitter that rejects records of other accounts. */
    public RecordSplitter guard(RecordSplitter splitter) {
        return accounts.isEmpty() ? splitter : file -> guarded(splitter.split(file));
    }

    /** Digests without those of other accounts. */
    public TrailDigests guard(TrailDigests digests) {
        return accounts.isEmpty() ? digests : new GuardedDigests(this, digests);
    }

    private SplitResult guarded(SplitResult split) {
        List<Event> allowed = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>(split.rejected());
        for (Event event : split.events()) {
            Matcher source = OF_ACCOUNT.matcher(event.key().source());
            if (source.matches() && !allows(source.group(1))) {
                rejected.add(new Rejected(
                        AppendCount.position(event),
                        "account-not-allowed",
                        "it is of an account that is not among the allowed ones",
                        event.raw()));
            } else {
                allowed.add(event);
            }
        }
        return new SplitResult(allowed, rejected);
    }
}
