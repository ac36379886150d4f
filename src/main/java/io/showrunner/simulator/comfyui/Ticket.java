package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One accepted prompt as the queue holds it.
 *
 * @param number place in the queue, integer from the counter or float from the client
 * @param outputs ids of the output nodes that validated
 * @param sequence 1 for the first prompt this process accepted; scripted faults count by it
 */
record Ticket(JsonNode number, String id, ObjectNode prompt, JsonNode extraData, List<String> outputs, int sequence) {

    /** Python's tuple order: number first, then the id as text; NaN is smaller than nothing. */
    boolean before(Ticket other) {
        double mine = number.doubleValue();
        double theirs = other.number.doubleValue();
        return mine < theirs || (mine == theirs && id.compareTo(other.id) < 0);
    }

    boolean ties(Ticket other) {
        return number.doubleValue() == other.number.doubleValue() && id.equals(other.id);
    }

    /** Exactly five elements, in this order. */
    ArrayNode tuple() {
        return Wire.array().add(number).add(id).add(prompt).add(extraData).add(Wire.array(outputs));
    }

    /** The tuple as history keeps it: without the keys of the paid service. */
    ArrayNode historyTuple() {
        ArrayNode tuple = tuple();
        if (extraData instanceof ObjectNode object) {
            ObjectNode kept = object.deepCopy();
            kept.remove(List.of("auth_token_comfy_org", "api_key_comfy_org"));
            tuple.set(3, kept);
        }
        return tuple;
    }
}
