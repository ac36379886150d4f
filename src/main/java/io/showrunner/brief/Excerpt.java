package io.showrunner.brief;

/** Text from outside, made fit to be shown to people: shortened, and nothing in it can move a cursor or break a line. */
final class Excerpt {
    private static final int LONGEST = 60;

    private Excerpt() {}

    /** The text's first {@value #LONGEST} characters with everything unprintable written as its code point. */
    static String of(String text) {
        return of(text, LONGEST);
    }

    /** The text's first {@code longest} characters, in the same way. */
    static String of(String text, int longest) {
        StringBuilder shown = new StringBuilder();
        int[] codePoints = text.codePoints().limit(longest + 1L).toArray();
        for (int i = 0; i < Math.min(longest, codePoints.length); i++) {
            if (isPrintable(codePoints[i])) {
                shown.appendCodePoint(codePoints[i]);
            } else {
                shown.append(String.format("\\u%04x", codePoints[i]));
            }
        }
        return codePoints.length > longest ? shown.append('…').toString() : shown.toString();
    }

    /** The same in quotes, as texts are shown beside numbers. */
    static String quoted(String text) {
        return '"' + of(text) + '"';
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.FORMAT -> codePoint == '\u200d';
            default -> true;
        };
    }
}
