package io.showrunner.writer;

import io.showrunner.llm.ChatRequest;
import java.util.Optional;

/** The part that is being asked for, and how often it was already asked for in vain. */
final class Asking {
    private static final int MOST_RE_ASKS = 2;

    private final Part part;
    private int reAsks;
    private String complaint;
    private boolean wasCutOff;
    private int characters;
    private boolean wasShortened;

    Asking(Part part) {
        this.part = part;
    }

    Part part() {
        return part;
    }

    /** Requests sent for this part that brought a reply. */
    int requests() {
        return reAsks + 1;
    }

    /** What is wrong when the server read only a part of the last question; then it is not asked again. */
    Optional<String> shortened(Integer promptTokens) {
        Optional<String> why = ShortenedPrompt.suspected(characters, promptTokens);
        wasShortened = why.isPresent();
        return why;
    }

    /** Asks once more with a complaint; false when that was done often enough or would not help. */
    boolean again(String why, boolean cutOff) {
        if (wasShortened || reAsks >= MOST_RE_ASKS) {
            return false;
        }
        reAsks++;
        complaint = cutOff ? "it was cut off; be shorter (" + why + ")" : why;
        wasCutOff = cutOff;
        return true;
    }

    ChatRequest request(Questions questions, Script script, String model) {
        ChatRequest request = questions.ask(part, script, model, complaint, wasCutOff);
        characters = request.message().length();
        return request;
    }
}
