package io.showrunner.brief;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which names may become file names here. The rule holds on every system, so that a folder made on Linux can be copied
 * to Windows.
 */
final class SafeName {
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,79}");
    private static final Pattern RESERVED =
            Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern OURS =
            Pattern.compile(".*\\.(status\\.json|reason\\.txt|ready)", Pattern.CASE_INSENSITIVE);
    private static final Pattern EXTENSION = Pattern.compile("\\.[A-Za-z0-9]{1,8}\\z");
    private static final int LONGEST = 80;

    private SafeName() {}

    /** Why the name is refused, as a rule for a {@link Problem}; empty when it is fine. */
    static Optional<String> refusal(String name) {
        if (!ALLOWED.matcher(name).matches()) {
            return Optional.of("it must be 1 to 80 letters, digits, dots, hyphens or underscores (A-Z, a-z, 0-9, . - _)"
                    + " and must not start with a dot");
        }
        if (RESERVED.matcher(name).matches() || name.endsWith(".")) {
            return Optional.of("it must not be a name that Windows cannot store, such as CON, NUL, COM1 or one that"
                    + " ends with a dot");
        }
        if (OURS.matcher(name).matches()) {
            return Optional.of(
                    "it must not end like the files written beside a brief: .status.json, .reason.txt, .ready");
        }
        return Optional.empty();
    }

    /** The name itself when it is fine, else one that is and resembles it. */
    static String like(String name) {
        if (refusal(name).isEmpty()) {
            return name;
        }
        Matcher ending = EXTENSION.matcher(name);
        String extension = ending.find() ? ending.group() : "";
        String stem = name.substring(0, name.length() - extension.length())
                .replaceAll("[^A-Za-z0-9-]+", "_")
                .replaceAll("^_|_$", "");
        String like = stem.isEmpty() ? "brief" : "brief-" + stem;
        return like.substring(0, Math.min(LONGEST - extension.length(), like.length())) + extension;
    }
}
