package io.showrunner.simulator.llm;

/** Counts tokens as four characters each. */
final class Tokens {
    private static final int CHARACTERS = 4;

    private Tokens() {}

    static int in(String text) {
        return (text.length() + CHARACTERS - 1) / CHARACTERS;
    }

    /** The token with this number, counted from 0; a character of two code units stays whole. */
    static String one(String text, int number) {
        return text.substring(cut(text, number), cut(text, number + 1));
    }

    private static int cut(String text, int tokens) {
        int at = Math.min(text.length(), tokens * CHARACTERS);
        boolean isInside =
                at > 0 && at < text.length() && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
        return isInside ? at + 1 : at;
    }

    static String first(String text, int tokens) {
        long characters = (long) Math.max(0, tokens) * CHARACTERS;
        return characters >= text.length() ? text : text.substring(0, (int) characters);
    }
}
