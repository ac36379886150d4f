package io.showrunner.config;

/**
 * One value as one source gives it.
 *
 * @param key canonical spelling
 * @param where file and line, environment variable or system property
 */
record Entry(String key, String value, String where) {

    /** How the value is shown to a person: one line, shortened, without what must stay secret. */
    static String shown(String key, String value) {
        if (key.matches("(?i).*(token(?!s)|password|secret|webhook|key(?!-file|_FILE)).*")) {
            return "***";
        }
        String line = Redaction.of(value.replaceAll("\\p{Cntrl}", "?"));
        return line.length() > 80 ? line.substring(0, 80) + "..." : line;
    }

    String problem(String rule) {
        return key + "=" + shown(key, value) + " (" + where + "): " + rule;
    }
}
