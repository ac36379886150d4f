package io.showrunner.llm;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What models think aloud before they answer: blocks such as {@code <think>} or {@code [THINK]}, and channels. */
final class Thinking {
    private static final String NAMES = "(?:think|thinking|thoughts?|reasoning|reflection|scratchpad|analysis)";
    private static final Pattern OPENED =
            Pattern.compile("<" + NAMES + ">|\\[" + NAMES + "]", Pattern.CASE_INSENSITIVE);
    private static final Pattern CLOSED =
            Pattern.compile("</" + NAMES + ">|\\[/" + NAMES + "]", Pattern.CASE_INSENSITIVE);
    private static final String CHANNEL = "<|channel|>";
    private static final String MESSAGE = "<|message|>";

    private Thinking() {}

    /** True when the model thought aloud; an empty block is how one says that it did not. */
    static boolean isIn(String text) {
        Matcher opened = OPENED.matcher(text);
        while (opened.find()) {
            if (!CLOSED.matcher(text.substring(opened.end()).stripLeading()).lookingAt()) {
                return true;
            }
        }
        return text.contains(CHANNEL + "analysis");
    }

    /** The words after the last thinking block; empty when a block was never closed, for then there is no answer. */
    static String removed(String text) {
        String answer = finalChannel(text);
        int start = 0;
        for (Matcher closed = CLOSED.matcher(answer); closed.find(); ) {
            start = closed.end();
        }
        String rest = answer.substring(start);
        return OPENED.matcher(rest).find() ? "" : rest.strip();
    }

    private static String finalChannel(String text) {
        int channel = text.lastIndexOf(CHANNEL);
        if (channel < 0) {
            return text;
        }
        int message = text.indexOf(MESSAGE, channel);
        if (message < 0 || text.substring(channel, message).contains("analysis")) {
            return "";
        }
        String answer = text.substring(message + MESSAGE.length());
        int end = answer.indexOf("<|");
        return end < 0 ? answer : answer.substring(0, end);
    }
}
