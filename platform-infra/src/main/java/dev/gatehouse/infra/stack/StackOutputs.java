package dev.gatehouse.infra.stack;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.resources.StackReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;

/**
 * What one stack tells others, as a record of outputs. Its components are the outputs' names and types on both sides, so that
 * neither can forget, misspell or mistake one: each is an output of a text or of a list of texts.
 */
final class StackOutputs {
    private StackOutputs() {}

    static void export(Context context, Record outputs) {
        for (RecordComponent each : outputs.getClass().getRecordComponents()) {
            context.export(each.getName(), (Output<?>) value(outputs, each));
        }
    }

    /** The outputs of a project in the same environment and organization. */
    static <R extends Record> R read(Context context, String project, Class<R> type) {
        StackReference stack =
                new StackReference(context.organizationName() + "/" + project + "/" + context.stackName());
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(each -> typed(each.getGenericType(), stack.requireOutput(each.getName())))
                .toArray();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(type + " is a record of this package", impossible);
        }
    }

    private static Object value(Record outputs, RecordComponent component) {
        try {
            return component.getAccessor().invoke(outputs);
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException(component + " is of a record of this package", impossible);
        }
    }

    private static Output<?> typed(Type type, Output<?> output) {
        Type held = ((ParameterizedType) type).getActualTypeArguments()[0];
        return held.equals(String.class)
                ? output.applyValue(String.class::cast)
                : output.applyValue(StackOutputs::texts);
    }

    private static List<String> texts(Object value) {
        return ((List<?>) value).stream().map(String.class::cast).toList();
    }
}
