package dev.gatehouse.config.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What the text of a parameter means, and which texts it may be. */
public sealed interface ValueType
        permits TextType,
                IntegerType,
                DecimalType,
                BooleanType,
                DurationType,
                SizeType,
                EnumType,
                ListType,
                JsonType,
                ReferenceType {
    /** The type's word in the contract. */
    String word();

    /** The rule that the text breaks; empty where it breaks none. */
    Optional<Violation> check(String text);

    /** What is wrong with the text, never repeating it; empty where nothing is. */
    default Optional<String> problem(String text) {
        return check(text).map(Violation::message);
    }

    /**
     * The text as a typed JSON value. A text that is not of this type at all, as one that was written past this
     * service, is a JSON string as it stands: reading goes on, and the contract's diff reports it.
     */
    JsonNode toJson(String text);
}
