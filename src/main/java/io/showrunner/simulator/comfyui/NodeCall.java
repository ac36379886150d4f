package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.Map;

/**
 * One node about to run, with its inputs resolved.
 *
 * @param inputs constants as JSON, links as the value of the other node's slot
 */
record NodeCall(String id, String classType, Map<String, Object> inputs, RunContext context) {

    int integer(String name) {
        return value(name) instanceof JsonNode json ? json.asInt() : 0;
    }

    double decimal(String name) {
        return value(name) instanceof JsonNode json ? json.asDouble() : 0;
    }

    String text(String name) {
        Object value = value(name);
        return value instanceof JsonNode json ? json.asText() : value.toString();
    }

    /** Seeds reach 2^64-1; the low 64 bits are enough to draw with. */
    long seed(String name) {
        BigInteger seed = value(name) instanceof JsonNode json ? json.bigIntegerValue() : BigInteger.ZERO;
        return seed.longValue();
    }

    Imagery imagery(String name) {
        return as(name, Imagery.class);
    }

    <T> T as(String name, Class<T> type) {
        Object value = value(name);
        if (!type.isInstance(value)) {
            throw new NodeFailure(
                    "AttributeError", "input " + name + " of node " + id + " is no " + type.getSimpleName());
        }
        return type.cast(value);
    }

    private Object value(String name) {
        Object value = inputs.get(name);
        if (value == null) {
            throw new NodeFailure("TypeError", classType + " missing 1 required argument: '" + name + "'");
        }
        return value;
    }
}
