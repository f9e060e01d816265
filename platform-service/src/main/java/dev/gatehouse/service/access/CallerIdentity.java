package dev.gatehouse.service.access;

/**
 * Who AWS says is calling; the fields are those of GetCallerIdentity.
 *
 * @param arn for instance {@code arn:aws:sts::111122223333:assumed-role/app-researcher/i-0123}
 * @param account twelve digits
 * @param userId unique to the user or to the role and its session
 */
public record CallerIdentity(String arn, String account, String userId) {}
