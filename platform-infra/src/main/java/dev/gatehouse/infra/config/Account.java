package dev.gatehouse.infra.config;

/**
 * Where a stack stands. ARNs are made from names here, so that policies are known in a preview and have no cycles.
 *
 * @param id     the account, twelve digits
 * @param region the region of everything that has one
 */
public record Account(String id, String region) {
    /** The principal that stands for the account's own IAM policies. */
    public String root() {
        return iam("root");
    }

    /** The ARN of a role by its name. */
    public String role(String name) {
        return iam("role/" + name);
    }

    /** An ARN of IAM, which has no region. */
    public String iam(String resource) {
        return "arn:aws:iam::" + id + ":" + resource;
    }

    /** The ARN of a resource in this account and region. */
    public String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + id + ":" + resource;
    }

    /** The ARN of a bucket by its name. */
    public String bucket(String name) {
        return "arn:aws:s3:::" + name;
    }
}
