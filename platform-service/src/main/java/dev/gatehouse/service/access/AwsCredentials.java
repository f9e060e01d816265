package dev.gatehouse.service.access;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * AWS identities: {@code gatehouse-aws-v1.} and the base64url of a presigned GetCallerIdentity URL, in whose signature
 * stands the header {@value PresignedRules#SERVER_HEADER}. STS is asked who signed it.
 */
public final class AwsCredentials implements CredentialForm {
    private final PresignedRules rules;
    private final CallerIdentityClient sts;
    private final InstantSource clock;

    public AwsCredentials(PresignedRules rules, CallerIdentityClient sts, InstantSource clock) {
        this.rules = rules;
        this.sts = sts;
        this.clock = clock;
    }

    @Override
    public boolean recognizes(String bearer) {
        return bearer.startsWith(PresignedUrl.PREFIX);
    }

    @Override
    public Identification identify(String bearer, PolicySet policies) {
        return switch (rules.judge(bearer, clock.instant())) {
            case PresignedRules.Verdict.Unfit(String reason) -> new Identification.Refused(reason);
            case PresignedRules.Verdict.Fit(PresignedIdentity request) ->
                sts.identify(request)
                        .map(caller -> mapped(caller, request, policies.policiesOfArn(caller.arn())))
                        .orElse(new Identification.Refused("sts-refused"));
        };
    }

    private static Identification mapped(CallerIdentity caller, PresignedIdentity request, Set<String> policies) {
        return policies.isEmpty()
                ? new Identification.Refused("not-mapped")
                : new Identification.Known("aws:" + caller.arn(), policies, request.validUntil(), Optional.empty());
    }
}
