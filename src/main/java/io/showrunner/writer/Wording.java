package io.showrunner.writer;

/** How texts from outside are brought to length. */
final class Wording {
    private Wording() {}

    /** The text in at most so many characters, cut after a whole word where there is one; null stays null. */
    static String shortened(String text, int longest) {
        if (text == null || text.strip().length() <= longest) {
            return text == null ? null : text.strip();
        }
        String stripped = text.strip();
        int end = Character.isHighSurrogate(stripped.charAt(longest - 1)) ? longest - 1 : longest;
        int space = stripped.lastIndexOf(' ', end);
        return stripped.substring(0, space > longest / 2 ? space : end).strip();
    }

    /** The first sentence without its full stop, in at most so many characters. */
    static String firstSentence(String text, int longest) {
        String stripped = text.strip().replaceAll("\\s+", " ");
        int end = stripped.indexOf(". ");
        String sentence = shortened(end < 0 ? stripped : stripped.substring(0, end), longest);
        return sentence.replaceAll("[\\s.,;:]+$", "");
    }

    /** True when there is something to read. */
    static boolean isSaid(String text) {
        return text != null && !text.isBlank();
    }

    /** The first text that says something; null when none does. */
    static String firstSaid(String... texts) {
        for (String text : texts) {
            if (isSaid(text)) {
                return text.strip();
            }
        }
        return null;
    }
}
