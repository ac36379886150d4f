package io.showrunner.llm;

/** What models think aloud before they answer: {@code <think>}, {@code <thinking>} and channel blocks. */
final class Thinking {
    private static final String CHANNEL = "<|channel|>";
    private static final String MESSAGE = "<|message|>";

    private Thinking() {}

    /** The words after the last thinking block; empty when a block was never closed, for then there is no answer. */
    static String removed(String text) {
        return afterTag(afterTag(finalChannel(text), "think"), "thinking").strip();
    }

    private static String afterTag(String text, String tag) {
        String end = "</" + tag + ">";
        int closed = text.lastIndexOf(end);
        String answer = closed < 0 ? text : text.substring(closed + end.length());
        return answer.contains("<" + tag + ">") ? "" : answer;
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
