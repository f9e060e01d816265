package dev.gatehouse.audit.detect.sigma;

import com.fasterxml.jackson.databind.JsonNode;

/** One event of a source, of which an expression holds. */
public final class EventBody implements SigmaRule.Body {
    private final LogSource source;
    private final Expression expression;

    EventBody(LogSource source, Expression expression) {
        this.source = source;
        this.expression = expression;
    }

    /** Which events it is about. */
    public LogSource source() {
        return source;
    }

    /** Whether an event of its source is one. */
    public boolean matches(JsonNode event) {
        return expression.holds(event);
    }

    Expression expression() {
        return expression;
    }
}
