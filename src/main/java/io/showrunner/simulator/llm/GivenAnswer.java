package io.showrunner.simulator.llm;

import java.time.Instant;

/**
 * One generation that was answered.
 *
 * @param number of its {@link ReceivedRequest}
 * @param at when the last of it was sent
 * @param promptTokens as the answer counted them
 * @param completionTokens as the answer counted them
 * @param finishReason stop or length
 */
public record GivenAnswer(int number, Instant at, int promptTokens, int completionTokens, String finishReason) {}
