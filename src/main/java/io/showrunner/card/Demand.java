package io.showrunner.card;

/**
 * What there is to do for a shared card, beside the requests that wait for it.
 *
 * @param prompts of ours that are on its server or are about to be
 * @param scenes that wait for a server and could be rendered on this one; none while nothing may be
 * @param briefs whose stories are written or wait for it
 */
record Demand(int prompts, int scenes, int briefs) {}
