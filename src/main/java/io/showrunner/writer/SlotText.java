package io.showrunner.writer;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text with {@code {{slots}}}. Filled in one pass, so a value that looks like a slot stays what it is. An unknown slot
 * stops the start and not a story.
 */
final class SlotText {
    private static final Pattern SLOT = Pattern.compile("\\{\\{([A-Za-z]+)}}");

    private final String text;

    /**
     * @param where file, and part of it, for the message about an unknown slot
     * @param known the slots that {@link #fill} will get
     */
    SlotText(String where, String text, Set<String> known) {
        this.text = text;
        for (String slot : slots(text)) {
            if (!known.contains(slot)) {
                throw new IllegalArgumentException(where + " has the unknown slot {{" + slot + "}}; known are "
                        + String.join(", ", new TreeSet<>(known)));
            }
        }
    }

    String fill(Map<String, String> values) {
        return SLOT.matcher(text).replaceAll(slot -> Matcher.quoteReplacement(value(values, slot.group(1))));
    }

    private static String value(Map<String, String> values, String slot) {
        String value = values.get(slot);
        if (value == null) {
            throw new IllegalStateException("no value for slot {{" + slot + "}}");
        }
        return value;
    }

    private static Set<String> slots(String text) {
        Set<String> slots = new LinkedHashSet<>();
        Matcher matcher = SLOT.matcher(text);
        while (matcher.find()) {
            slots.add(matcher.group(1));
        }
        return slots;
    }
}
