package io.showrunner.llm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Parts of a model's words that may be JSON. Scans with string and escape awareness and in bounded time. */
final class ModelText {
    private static final String FENCE = "```";
    private static final int MOST_STARTS = 100;

    private ModelText() {}

    /** The contents of fenced blocks, last first; the last fence may lack its end. */
    static List<String> fencedBlocks(String text) {
        List<String> blocks = new ArrayList<>();
        int open = text.indexOf(FENCE);
        while (open >= 0 && blocks.size() < MOST_STARTS) {
            int start = open + FENCE.length();
            int close = text.indexOf(FENCE, start);
            String block = text.substring(start, close < 0 ? text.length() : close);
            blocks.add(0, withoutLanguage(block));
            open = close < 0 ? -1 : text.indexOf(FENCE, close + FENCE.length());
        }
        return blocks;
    }

    private static String withoutLanguage(String block) {
        int content = 0;
        while (content < block.length() && Character.isLetterOrDigit(block.charAt(content))) {
            content++;
        }
        return block.substring(content).strip();
    }

    /** Objects and arrays whose brackets match, in the order of the text, none inside another. */
    static List<String> balancedParts(String text) {
        List<String> parts = new ArrayList<>();
        int starts = 0;
        int i = 0;
        while (i < text.length() && starts < MOST_STARTS) {
            if (!isOpening(text.charAt(i))) {
                i++;
                continue;
            }
            starts++;
            int end = endOfBalanced(text, i);
            if (end > 0) {
                parts.add(text.substring(i, end));
            }
            i = end > 0 ? end : i + 1;
        }
        return parts;
    }

    private static int endOfBalanced(String text, int start) {
        Deque<Character> open = new ArrayDeque<>();
        boolean inString = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (inString) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    inString = false;
                }
            } else if (c == '"') {
                inString = true;
            } else if (isOpening(c)) {
                open.push(c == '{' ? '}' : ']');
            } else if (c == '}' || c == ']') {
                if (open.pop() != c) {
                    return -1;
                }
                if (open.isEmpty()) {
                    return i + 1;
                }
            }
        }
        return -1;
    }

    private static boolean isOpening(char c) {
        return c == '{' || c == '[';
    }
}
