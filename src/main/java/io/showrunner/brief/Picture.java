package io.showrunner.brief;

/**
 * A picture that was looked at: told by its content, decoded, within the limits.
 *
 * @param type png, jpg or webp
 * @param sha256 hexadecimal
 */
record Picture(String type, long bytes, int width, int height, String sha256) {}
