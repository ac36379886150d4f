package io.showrunner.writer;

import java.util.Locale;

/**
 * What one request asks for.
 *
 * @param scene number of the scene from 1; 0 unless the kind is SCENE
 */
record Part(Kind kind, int scene) {
    static final Part STORY = new Part(Kind.STORY, 0);
    static final Part OUTLINE = new Part(Kind.OUTLINE, 0);
    /** No part of a story: the look at the whole of it. */
    static final Part REVIEW = new Part(Kind.REVIEW, 0);

    enum Kind {
        STORY,
        OUTLINE,
        SCENE,
        REVIEW
    }

    static Part scene(int number) {
        return new Part(Kind.SCENE, number);
    }

    /** Reads an {@link #id}. */
    static Part of(String id) {
        return switch (id) {
            case "story" -> STORY;
            case "outline" -> OUTLINE;
            default -> scene(Integer.parseInt(id.substring("scene-".length())));
        };
    }

    /** {@code story}, {@code outline} or {@code scene-001} and so on. */
    String id() {
        return kind == Kind.SCENE ? "scene-%03d".formatted(scene) : kind.name().toLowerCase(Locale.ROOT);
    }
}
