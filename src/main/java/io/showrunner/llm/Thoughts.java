package io.showrunner.llm;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a reply has the model's thoughts, which tells how its server is asked for none. */
public enum Thoughts {
    /** In a field {@code reasoning}, as Ollama has them: {@code reasoning_effort} is its switch. */
    @JsonProperty("reasoning")
    REASONING,
    /** In a field {@code reasoning_content}, as llama-server and LM Studio have them. */
    @JsonProperty("reasoning_content")
    REASONING_CONTENT,
    /** In the answer itself, between marks such as {@code <think>}. */
    @JsonProperty("inline")
    INLINE
}
