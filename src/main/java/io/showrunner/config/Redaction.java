package io.showrunner.config;

/** Takes user, password and token out of the text of a URL. */
final class Redaction {
    private Redaction() {}

    static String of(String text) {
        return text.replaceAll("//.*@", "//***@")
                .replaceAll("(?i)((?:password|token|secret|key)=)[^&;,)\\s]*", "$1***");
    }
}
