package io.showrunner.simulator.comfyui;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** A file name as LoadImage takes it: {@code name.png}, or {@code name.png [output]} for another folder. */
final class AnnotatedFile {
    private AnnotatedFile() {}

    /** The file inside its folder; empty when the name is no path or points outside. */
    static Optional<Path> of(String annotated, Folders folders) {
        String name = annotated;
        Path folder = folders.input();
        for (String type : new String[] {"output", "input", "temp"}) {
            String suffix = " [" + type + "]";
            if (annotated.endsWith(suffix)) {
                name = annotated.substring(0, annotated.length() - suffix.length());
                folder = folders.ofType(type).orElseThrow();
            }
        }
        try {
            Path file = folder.resolve(name).normalize();
            return file.startsWith(folder) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
