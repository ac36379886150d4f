package io.showrunner.fleet;

/**
 * One good answer of an instance.
 *
 * @param queueDepth prompts running and waiting there
 * @param vramFree MB of its first device; null when it does not say
 * @param vramTotal MB of its first device; null when it does not say
 */
public record Probe(int queueDepth, Long vramFree, Long vramTotal, String version) {}
