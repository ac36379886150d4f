package io.showrunner.writer;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an endpoint may be able to do. Each is tried until the endpoint has refused it. */
public enum Capability {
    /** Writes what a JSON schema in {@code response_format} allows. */
    @JsonProperty("structuredOutput")
    STRUCTURED_OUTPUT("response_format"),
    /** Sends a reply while it is being written. */
    @JsonProperty("streaming")
    STREAMING("stream"),
    /** Can be told not to think. */
    @JsonProperty("thinkingSwitch")
    THINKING_SWITCH("the thinking switch");

    private final String field;

    Capability(String field) {
        this.field = field;
    }

    /** The part of a request that asks for it. */
    String field() {
        return field;
    }
}
