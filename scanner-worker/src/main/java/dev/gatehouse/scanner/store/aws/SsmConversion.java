package dev.gatehouse.scanner.store.aws;

import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.response.Quarantine;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * Makes parameters that hold a leaked secret secure ones, after the secret was rotated: a new version under the account's key. Versions
 * before it stay in the parameter's history, where what they hold is worth nothing by then. There is nothing to give back.
 */
public final class SsmConversion implements Quarantine {
    private final SsmClient ssm;

    public SsmConversion(SsmClient ssm) {
        this.ssm = ssm;
    }

    @Override
    public String kind() {
        return "ssm";
    }

    @Override
    public Taken take(Order order) {
        String name = order.object().path();
        if (!order.rotated()) {
            return new Left("make the parameter " + name + " a SecureString when its secret is rotated");
        }
        return call("make a parameter secure", client -> {
            try {
                Parameter parameter = client.getParameter(get -> get.name(name).withDecryption(true))
                        .parameter();
                if (parameter.type() != ParameterType.SECURE_STRING) {
                    client.putParameter(put -> put.name(name)
                            .type(ParameterType.SECURE_STRING)
                            .value(parameter.value())
                            .overwrite(true));
                }
                return new Kept("is a SecureString");
            } catch (ParameterNotFoundException gone) {
                return new Gone();
            }
        });
    }

    @Override
    public Returned giveBack(String item, ObjectName object) {
        return new NotKept();
    }

    private Taken call(String what, Function<SsmClient, Taken> call) {
        try {
            return call.apply(ssm);
        } catch (SdkException e) {
            throw AwsFailures.of(what, e);
        }
    }
}
