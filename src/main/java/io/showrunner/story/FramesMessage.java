package io.showrunner.story;

/** The reference to a rendered prompt that travels through the frames queue. */
public record FramesMessage(String storyId, String sceneId, int dispatch) {}
