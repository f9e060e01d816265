package dev.gatehouse.client.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Typed reads of a configuration; what they throw is at {@link GatehouseConfig}. */
public interface ConfigReads {
    /** A value read as a type. */
    <T> T get(String key, ValueType<T> type);

    /** A value read as a type; empty where there is no such key. */
    <T> Optional<T> find(String key, ValueType<T> type);

    default String getString(String key) {
        return get(key, ValueType.TEXT);
    }

    default Optional<String> findString(String key) {
        return find(key, ValueType.TEXT);
    }

    default int getInt(String key) {
        return get(key, ValueType.INT);
    }

    default Optional<Integer> findInt(String key) {
        return find(key, ValueType.INT);
    }

    default long getLong(String key) {
        return get(key, ValueType.LONG);
    }

    default Optional<Long> findLong(String key) {
        return find(key, ValueType.LONG);
    }

    default double getDouble(String key) {
        return get(key, ValueType.DOUBLE);
    }

    default Optional<Double> findDouble(String key) {
        return find(key, ValueType.DOUBLE);
    }

    default BigDecimal getDecimal(String key) {
        return get(key, ValueType.DECIMAL);
    }

    default Optional<BigDecimal> findDecimal(String key) {
        return find(key, ValueType.DECIMAL);
    }

    default boolean getBoolean(String key) {
        return get(key, ValueType.BOOLEAN);
    }

    default Optional<Boolean> findBoolean(String key) {
        return find(key, ValueType.BOOLEAN);
    }

    default Duration getDuration(String key) {
        return get(key, ValueType.DURATION);
    }

    default Optional<Duration> findDuration(String key) {
        return find(key, ValueType.DURATION);
    }

    /** In bytes. */
    default long getSize(String key) {
        return get(key, ValueType.SIZE);
    }

    /** In bytes. */
    default Optional<Long> findSize(String key) {
        return find(key, ValueType.SIZE);
    }

    default List<String> getList(String key) {
        return get(key, ValueType.LIST);
    }

    default Optional<List<String>> findList(String key) {
        return find(key, ValueType.LIST);
    }

    default <E extends Enum<E>> E getEnum(String key, Class<E> type) {
        return get(key, ValueType.oneOf(type));
    }

    default <E extends Enum<E>> Optional<E> findEnum(String key, Class<E> type) {
        return find(key, ValueType.oneOf(type));
    }
}
