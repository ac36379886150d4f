package io.showrunner.simulator.llm;

/** Counts tokens as four characters each. */
final class Tokens {
    private static final int CHARACTERS = 4;

    private Tokens() {}

    static int in(String text) {
        return (text.length() + CHARACTERS - 1) / CHARACTERS;
    }

    static String first(String text, int tokens) {
        long characters = (long) Math.max(0, tokens) * CHARACTERS;
        return characters >= text.length() ? text : text.substring(0, (int) characters);
    }
}
