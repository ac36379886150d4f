package io.showrunner.cache;

import java.util.regex.Pattern;

/**
 * One file of a set, as it was when it was kept.
 *
 * @param name file name, without a folder
 * @param sha256 of its content, hexadecimal
 */
public record KeptFile(String name, long bytes, String sha256) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}(\\.[A-Za-z0-9]{1,10})?");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** Refuses what cannot be a file of a set, whoever wrote it down. */
    public KeptFile {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a file cannot be called " + name);
        }
        if (sha256 == null || !SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException(name + " has no SHA-256");
        }
        if (bytes < 0) {
            throw new IllegalArgumentException(name + " cannot have " + bytes + " bytes");
        }
    }
}
