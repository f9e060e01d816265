package dev.gatehouse.infra.policy.iam;

import java.util.List;

/** Who a statement is about. */
public sealed interface Principal {
    /** Services of AWS, by their domain. */
    record Services(List<String> domains) implements Principal {
        /** Copies the list. */
        public Services {
            domains = List.copyOf(domains);
        }
    }

    /** Accounts, roles and users, by ARN. */
    record Arns(List<String> arns) implements Principal {
        /** Refuses everybody, which is a type of its own. */
        public Arns {
            arns = List.copyOf(arns);
            if (arns.contains("*")) {
                throw new IllegalArgumentException("everybody is not an ARN");
            }
        }
    }

    /** Everybody: in a denial only. */
    record Everybody() implements Principal {}

    /**
     * Whoever comes through a VPC endpoint. Policies of gateway endpoints know no other principal, and take the account as a
     * condition; the identity's own policy still has to allow the action.
     */
    record ThroughEndpoint() implements Principal {}

    /** One service. */
    static Principal service(String domain) {
        return new Services(List.of(domain));
    }

    /** One account, role or user. */
    static Principal arn(String arn) {
        return new Arns(List.of(arn));
    }
}
