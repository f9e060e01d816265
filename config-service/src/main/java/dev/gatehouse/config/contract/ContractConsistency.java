package dev.gatehouse.config.contract;

import dev.gatehouse.config.secret.ReferenceChains;
import dev.gatehouse.service.document.Located;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/** The rules that hold between the specs of a contract, application by application. */
final class ContractConsistency {
    private ContractConsistency() {}

    static void check(Contract contract, Located parameters) {
        for (Application application : contract.applications().values()) {
            checkTypes(contract.specs(), application, parameters);
            for (String environment : contract.environments()) {
                checkReferences(contract.specs(), application, environment, parameters);
            }
        }
    }

    /** A consumer reads a key by one type, whichever layer it comes from. */
    private static void checkTypes(
            SortedMap<String, ParameterSpec> specs, Application application, Located parameters) {
        Map<String, ParameterSpec> lower = new HashMap<>();
        for (String layer : Contract.layerNames(application)) {
            below(specs, layer).forEach((path, spec) -> {
                ParameterSpec overridden = lower.put(key(layer, path), spec);
                if (overridden != null
                        && !overridden.type().word().equals(spec.type().word())) {
                    throw parameters.error(path + " must have the type of " + overridden.path());
                }
            });
        }
    }

    private static void checkReferences(
            SortedMap<String, ParameterSpec> specs, Application application, String environment, Located parameters) {
        Map<String, String> references = new HashMap<>();
        for (String layer : Contract.layerNames(application)) {
            below(specs, layer).forEach((path, spec) -> {
                if (spec.type() instanceof ReferenceType) {
                    spec.defaultFor(environment).ifPresent(text -> references.put(key(layer, path), text));
                }
            });
        }
        ReferenceChains.problem(references).ifPresent(problem -> {
            throw parameters.error("the references of " + application.name() + " in " + environment
                    + " must end at a secret, and do not: " + problem);
        });
    }

    private static SortedMap<String, ParameterSpec> below(SortedMap<String, ParameterSpec> specs, String layer) {
        return specs.subMap(layer + "/", layer + "0"); // '0' follows '/'
    }

    private static String key(String layer, String path) {
        return path.substring(layer.length() + 1).replace('/', '.');
    }
}
