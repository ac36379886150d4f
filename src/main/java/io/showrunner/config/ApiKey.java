package io.showrunner.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The key that a provider wants to see before it answers: given in the settings, or in a file that is read again for each
 * request, so that a new key needs no restart. Never shown. Thread-safe.
 */
public final class ApiKey {
    /** Requests go without. */
    public static final ApiKey NONE = new ApiKey("", null);

    private static final int MOST_BYTES = 4096;

    private final Path file;
    private volatile String last;

    private ApiKey(String text, Path file) {
        this.last = text;
        this.file = file;
    }

    static ApiKey of(String text) {
        return new ApiKey(text, null);
    }

    static ApiKey in(Path file) {
        return new ApiKey("", Objects.requireNonNull(file, "file"));
    }

    /**
     * The value of the {@code Authorization} header; empty when requests go without.
     *
     * @throws IOException when the file cannot be read or holds no key; names the file, never its content
     */
    public String authorization() throws IOException {
        if (file != null) {
            last = read();
        }
        return last.isEmpty() ? "" : "Bearer " + last;
    }

    /** The text with stars in place of the key that was sent last. */
    public String hiddenIn(String text) {
        String key = last;
        return key.isEmpty() || text == null ? text : text.replace(key, "***");
    }

    private String read() throws IOException {
        String text;
        try {
            text = Files.size(file) > MOST_BYTES ? "" : Files.readString(file).strip();
        } catch (IOException e) {
            throw new IOException(
                    "the API key in " + file + " cannot be read: "
                            + e.getClass().getSimpleName(),
                    e);
        }
        if (!CredentialKeys.isKey(text)) {
            throw new IOException(file + " holds no API key: it needs one line, " + CredentialKeys.KEY.allowed());
        }
        return text;
    }

    /** Says where it is, and not what it is. */
    @Override
    public String toString() {
        return "ApiKey[" + (file != null ? file : last.isEmpty() ? "none" : "***") + "]";
    }
}
