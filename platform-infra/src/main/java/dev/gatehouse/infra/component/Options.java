package dev.gatehouse.infra.component;

import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;

/** The options that resources in components have: always a parent, and protection where the profile says so. */
final class Options {
    private Options() {}

    static CustomResourceOptions under(Resource parent, Resource... first) {
        return CustomResourceOptions.builder().parent(parent).dependsOn(first).build();
    }

    static CustomResourceOptions stateful(Resource parent, boolean protect, Resource... first) {
        return CustomResourceOptions.builder()
                .parent(parent)
                .protect(protect)
                .dependsOn(first)
                .build();
    }

    static ComponentResourceOptions part(Resource parent) {
        return ComponentResourceOptions.builder().parent(parent).build();
    }
}
