package io.showrunner.film;

import java.io.File;

/**
 * A file of a story that is copied to a storage.
 *
 * @param name that it gets there
 */
public record PublishedFile(String name, File file) {}
