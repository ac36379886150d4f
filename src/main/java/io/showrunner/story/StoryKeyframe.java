package io.showrunner.story;

/**
 * A picture that a brief brought, kept in the story's folder when the brief was accepted: what becomes of the original later
 * does not matter.
 *
 * @param source as the brief names it
 * @param file relative to the story's folder; its name is made of the content
 * @param type png, jpg or webp, by its content
 * @param sha256 hexadecimal
 */
public record StoryKeyframe(
        String source, String file, String type, long bytes, int width, int height, String sha256) {}
