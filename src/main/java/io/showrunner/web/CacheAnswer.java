package io.showrunner.web;

/**
 * What a cache says of itself.
 *
 * @param name prompts or scenes
 * @param place where it keeps what it has
 * @param entries null while that cannot be known
 * @param bytes null while that cannot be known
 * @param hits looks since the start that found what they wanted
 * @param misses looks since the start that did not
 * @param state used, or why it is done without, or with the files of this node alone
 */
public record CacheAnswer(
        String name, String place, Integer entries, Long bytes, long hits, long misses, String state) {}
