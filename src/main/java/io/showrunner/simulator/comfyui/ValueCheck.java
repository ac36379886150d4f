package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** Checks one constant against the specification of its input, converting it as Python would. */
final class ValueCheck {
    private static final int LONGEST_LIST_SHOWN = 20;

    private final String name;
    private final JsonNode specification;
    private final JsonNode received;

    ValueCheck(String name, JsonNode specification, JsonNode received) {
        this.name = name;
        this.specification = specification;
        this.received = received;
    }

    /** The value as the node will get it. @throws IllegalArgumentException when it cannot be converted */
    JsonNode converted() {
        return switch (specification.path(0).isTextual() ? specification.path(0).asText() : "") {
            case "INT" -> new BigIntegerNode(integer());
            case "FLOAT" -> received.isFloatingPointNumber() ? received : new DoubleNode(number().doubleValue());
            case "STRING" -> TextNode.valueOf(received.isValueNode() ? received.asText() : received.toString());
            case "BOOLEAN" -> BooleanNode.valueOf(received.asBoolean());
            default -> received;
        };
    }

    ObjectNode conversionError(IllegalArgumentException cause) {
        String type = specification.path(0).asText();
        ObjectNode extra = extra(specification).put("exception_message", cause.getMessage());
        return Verdict.error(
                "invalid_input_type",
                "Failed to convert an input value to a " + type + " value",
                name + ", " + received.asText() + ", " + cause.getMessage(),
                extra);
    }

    Optional<ObjectNode> rangeError(JsonNode value) {
        JsonNode options = specification.path(1);
        if (!value.isNumber() || Double.isNaN(value.doubleValue())) {
            return Optional.empty();
        }
        if (options.has("min")
                && value.decimalValue().compareTo(options.get("min").decimalValue()) < 0) {
            return outside("value_smaller_than_min", "Value %s smaller than min of %s", value, options.get("min"));
        }
        if (options.has("max")
                && value.decimalValue().compareTo(options.get("max").decimalValue()) > 0) {
            return outside("value_bigger_than_max", "Value %s bigger than max of %s", value, options.get("max"));
        }
        return Optional.empty();
    }

    Optional<ObjectNode> choiceError(JsonNode value) {
        boolean newer = specification.path(0).asText().equals("COMBO");
        JsonNode choices = newer ? specification.path(1).path("options") : specification.path(0);
        if (!choices.isArray()) {
            return Optional.empty();
        }
        for (JsonNode choice : choices) {
            if (choice.equals(value)) {
                return Optional.empty();
            }
        }
        boolean longList = choices.size() > LONGEST_LIST_SHOWN;
        String shown = longList ? "(list of length " + choices.size() + ")" : PythonText.of(choices);
        return Optional.of(Verdict.error(
                "value_not_in_list",
                "Value not in list",
                name + ": '" + value.asText() + "' not in " + shown,
                extra(longList ? null : specification)));
    }

    ObjectNode customError(String reason) {
        return Verdict.error(
                "custom_validation_failed",
                "Custom validation failed for node",
                name + " - " + reason,
                extra(specification));
    }

    private Optional<ObjectNode> outside(String type, String message, JsonNode value, JsonNode limit) {
        return Optional.of(
                Verdict.error(type, message.formatted(value.asText(), limit.asText()), name, extra(specification)));
    }

    private ObjectNode extra(JsonNode shownSpecification) {
        ObjectNode extra = Wire.object().put("input_name", name);
        extra.set("input_config", shownSpecification);
        extra.set("received_value", received);
        return extra;
    }

    private BigInteger integer() {
        if (received.isTextual() && !received.asText().strip().matches("[+-]?\\d{1,4000}")) {
            throw new IllegalArgumentException("invalid literal for int() with base 10: '" + received.asText() + "'");
        }
        return number().toBigInteger();
    }

    private BigDecimal number() {
        if (received.isBoolean()) {
            return received.asBoolean() ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        String text = received.isValueNode() ? received.asText().strip() : received.toString();
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("could not convert to a number: '" + text + "'", e);
        }
    }
}
