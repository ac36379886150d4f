package io.showrunner.fleet;

import java.net.URI;
import java.time.Instant;

/**
 * What is known about one instance, for people and for tests.
 *
 * @param leases prompts of ours that it holds or is about to get
 * @param remoteDepth prompts in its queue when it was last seen, foreign ones included
 * @param vramFree MB; null when not known
 * @param vramTotal MB; null when not known
 * @param lastAnswer when it last answered; null when never
 * @param message why it is not UP, in words; null when it is
 */
public record InstanceView(
        String id,
        URI url,
        InstanceState state,
        int slots,
        int leases,
        int remoteDepth,
        Long vramFree,
        Long vramTotal,
        String version,
        Instant lastAnswer,
        String message) {}
