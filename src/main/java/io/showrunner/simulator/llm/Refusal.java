package io.showrunner.simulator.llm;

import java.util.Map;

/** Refusals word for word as servers are known to send them; {@link #fault} scripts one. */
public enum Refusal {
    NO_MODELS_404(404, """
            {"error":{"message":"%s","type":"invalid_request_error","param":"model","code":"model_not_found"}}\
            """.formatted(LmStudio.NO_MODELS)),
    NO_MODELS_400_TEXT(400, "{\"error\":\"" + LmStudio.NO_MODELS + "\"}"),
    NO_MODELS_400(400, """
            {"error":{"message":"%s","type":"invalid_request_error","param":"model","code":null}}\
            """.formatted(LmStudio.NO_MODELS)),
    CHANNEL_ERROR(500, "{\"error\":\"Channel Error\"}"),
    RESPONSE_FORMAT(400, "{\"error\":\"'response_format.type' must be 'json_schema' or 'text'\"}"),
    GRAMMAR(400, "{\"error\":\"Failed to initialize samplers: failed to parse grammar\"}"),
    JSON_SCHEMA(400, """
            {"error":{"code":400,"message":"Unable to generate parser for this template. Automatic parser generation failed: \
            JSON schema error at #/properties/scenes: unknown type","type":"invalid_request_error"}}\
            """),
    ONLY_USER_AND_ASSISTANT(400, """
            {"error":"Error rendering prompt with jinja template: \\"Only user and assistant roles are supported!\\""}\
            """),
    ROLES_MUST_ALTERNATE(400, """
            {"error":"Error rendering prompt with jinja template: \\"Conversation roles must alternate \
            user/assistant/user/assistant/...\\""}\
            """),
    NO_SYSTEM_ROLE(500, """
            {"error":{"message":"Only user, assistant and tool roles are supported, got system.","type":"server_error"}}\
            """),
    OUT_OF_RESOURCES(
            500,
            "{\"error\":\"Failed to load model. Model loading was stopped due to insufficient system resources.\"}"),
    UNEXPECTED_ENDPOINT(200, "{\"error\":\"Unexpected endpoint or method. (POST /chat/completions)\"}"),
    UNKNOWN_MODEL(404, """
            {"error":{"message":"model \\"mistral\\" not found, try pulling it first","type":"not_found_error","param":null,"code":null}}\
            """),
    BUSY(503, """
            {"error":{"message":"server busy, please try again.  maximum pending requests exceeded","type":"api_error","param":null,"code":null}}\
            """),
    PROMPT_TOO_LONG(400, """
            {"error":{"message":"the prompt has 12014 tokens, which exceeds the context length of 4096 tokens","type":"invalid_request_error","param":null,"code":null}}\
            """),
    ERROR_IN_THE_STREAM(200, "{\"error\":{\"message\":\"an error was encountered while running the model\"}}"),
    LOADING(503, "{\"error\":{\"message\":\"Loading model\",\"type\":\"unavailable_error\",\"code\":503}}"),
    NO_SLOT(503, "{\"error\":{\"code\":503,\"message\":\"no slot available\",\"type\":\"unavailable_error\"}}"),
    ROUTER_MODEL(
            400,
            "{\"error\":{\"code\":400,\"message\":\"model 'nope' not found\",\"type\":\"invalid_request_error\"}}"),
    WRONG_FIELD(
            400,
            "{\"error\":{\"code\":400,\"message\":\"type must be number, but is string\",\"type\":\"invalid_request_error\"}}"),
    BAD_KEY(401, "{\"error\":{\"message\":\"Invalid API Key\",\"type\":\"authentication_error\",\"code\":401}}"),
    FORBIDDEN(403, "{\"error\":{\"message\":\"Forbidden\",\"type\":\"permission_error\",\"code\":403}}"),
    NOT_FOUND(404, "{\"error\":{\"code\":404,\"message\":\"File Not Found\",\"type\":\"not_found_error\"}}"),
    BAD_GATEWAY(502, "text/html", """
            <html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>
            """),
    WEB_PAGE(200, "text/html", "<!doctype html><html><head><title>Open WebUI</title></head><body></body></html>");

    private final int status;
    private final String contentType;
    private final String body;

    Refusal(int status, String body) {
        this(status, "application/json; charset=utf-8", body);
    }

    Refusal(int status, String contentType, String body) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
    }

    Reply reply() {
        return new Reply(status, contentType, body, Map.of());
    }

    /** The refusal in place of an answer. */
    public Fault fault() {
        return Fault.status(status, contentType, body);
    }
}
