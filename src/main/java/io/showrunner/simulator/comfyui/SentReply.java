package io.showrunner.simulator.comfyui;

/**
 * One answer of the simulator; those that are scripted to be cut or never given are not among them.
 *
 * @param query of the request, "" when there was none
 */
public record SentReply(String path, String query, int status) {}
