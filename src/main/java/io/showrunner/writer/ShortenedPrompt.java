package io.showrunner.writer;

import io.showrunner.llm.ChatReply.Kind;
import java.util.Optional;

/** Whether a server read only a part of a question and did not say so, as Ollama does when its context is too short. */
final class ShortenedPrompt {
    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final int MOST_CHARACTERS_PER_TOKEN = 6;
    /** Servers that count only what they have not read before say less than this. */
    private static final int SHORTEST_CONTEXT = 1000;

    private ShortenedPrompt() {}

    /**
     * @param characters of the question
     * @param read tokens that the server says it read; null when it did not say
     * @return what is wrong, with both numbers and what to do; empty when all of the question may have been read
     */
    static Optional<String> suspected(int characters, Integer read) {
        if (read == null || read < SHORTEST_CONTEXT || (long) read * MOST_CHARACTERS_PER_TOKEN >= characters) {
            return Optional.empty();
        }
        return Optional.of("the server read " + read + " tokens of a question of about "
                + characters / CHARACTERS_PER_TOKEN + " and left out the rest; " + Kind.CONTEXT.advice());
    }
}
