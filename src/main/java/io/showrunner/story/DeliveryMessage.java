package io.showrunner.story;

/** The reference to an assembled story that travels through the deliveries queue. */
public record DeliveryMessage(String storyId, int revision) {}
