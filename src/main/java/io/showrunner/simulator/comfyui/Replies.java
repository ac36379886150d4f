package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The bodies of POST /prompt. */
final class Replies {
    private Replies() {}

    static Reply refused(Verdict verdict) {
        ObjectNode body = Wire.object();
        body.set("error", verdict.error().orElseThrow());
        body.set("node_errors", verdict.nodeErrors());
        return Reply.json(400, body);
    }

    static Reply accepted(Ticket ticket, Verdict verdict) {
        ObjectNode body = Wire.object().put("prompt_id", ticket.id());
        body.set("number", ticket.number());
        body.set("node_errors", verdict.nodeErrors());
        return Reply.json(200, body);
    }

    static Reply noPrompt() {
        return refused(Verdict.refused("no_prompt", "No prompt provided", "No prompt provided", Wire.object()));
    }

    static Reply rejectedNode(String nodeId, String classType, String errorType) {
        ObjectNode nodeErrors = Wire.object();
        ObjectNode entry = nodeErrors.putObject(nodeId);
        entry.putArray("errors").add(Verdict.error(errorType, "Scripted rejection", nodeId, Wire.object()));
        entry.putArray("dependent_outputs").add(nodeId);
        entry.put("class_type", classType);
        return refused(Verdict.refused(
                "prompt_outputs_failed_validation",
                "Prompt outputs failed validation",
                "Scripted rejection: " + nodeId,
                nodeErrors));
    }
}
