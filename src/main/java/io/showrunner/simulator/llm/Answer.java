package io.showrunner.simulator.llm;

/**
 * What the model said, before it is put into an HTTP body.
 *
 * @param reasoning thoughts beside the content; empty for none
 * @param choices false leaves the list of choices out of the body
 */
record Answer(String content, String reasoning, String finishReason, boolean choices) {
    static Answer of(String content) {
        return new Answer(content, "", "stop", true);
    }

    Answer withContent(String value) {
        return new Answer(value, reasoning, finishReason, choices);
    }

    Answer withFinishReason(String value) {
        return new Answer(content, reasoning, value, choices);
    }

    /** Cut at the token limit, as every server does without an error. */
    Answer limitedTo(int tokens) {
        return Tokens.in(content) <= tokens
                ? this
                : withContent(Tokens.first(content, tokens)).withFinishReason("length");
    }
}
