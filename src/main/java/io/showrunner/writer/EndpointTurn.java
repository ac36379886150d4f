package io.showrunner.writer;

import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.llm.ChatReply;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How patiently one endpoint is asked for one story: a failure is followed by one more request after a pause (L3), a request
 * that wants more than the endpoint can by the same one without that. Confined to the session's thread.
 */
final class EndpointTurn {
    private static final Logger LOG = LoggerFactory.getLogger(EndpointTurn.class);
    private static final int MOST_RETRIES = 1;

    private final String storyId;
    private final WritingTools tools;
    private final LlmLog log;
    private final ProviderSettings provider;
    private final Set<Capability> refused = EnumSet.noneOf(Capability.class);
    private int retries;

    /** @param provider null when none is configured */
    EndpointTurn(String storyId, WritingTools tools, LlmLog log, ProviderSettings provider) {
        this.storyId = storyId;
        this.tools = tools;
        this.log = log;
        this.provider = provider;
    }

    ProviderSettings provider() {
        return provider;
    }

    /** It said something, so its next failure is the first one again. */
    void answered(ChatReply.Content content, Asking asking) {
        log.content(content);
        tools.progress().figures().tokens(provider.id(), content.promptTokens(), content.completionTokens());
        asking.shortened(content.promptTokens())
                .ifPresent(words -> log.warns("LLM_PROMPT_SHORTENED: " + log.endpoint() + ": " + words));
        tools.pace().observed(content.completionTokens(), log.times().lastReply());
        retries = 0;
    }

    /** Connection refused or lost, timeout, breaker open. */
    static ChatReply noAnswer(Throwable cause) {
        return new ChatReply.Retry(NoAnswer.words(cause), Duration.ZERO);
    }

    /** It answered, without words of the model. */
    WritingStep told(ChatReply reply) {
        if (reply instanceof ChatReply.Retry retry) {
            return failed(retry.reason(), retry.after());
        }
        if (reply instanceof ChatReply.DropResponseFormat drop) {
            return refused(Capability.STRUCTURED_OUTPUT, drop.reason());
        }
        if (reply instanceof ChatReply.DropStreaming drop) {
            return refused(Capability.STREAMING, drop.reason());
        }
        return useless((ChatReply.NoRetry) reply);
    }

    /**
     * It did not answer, or not now.
     *
     * @param askedFor how long it asked to be left alone; zero when it did not say
     */
    WritingStep failed(String why, Duration askedFor) {
        if (retries >= MOST_RETRIES) {
            return notThere(why);
        }
        retries++;
        LOG.warn("language model failed storyId={} endpoint={} reason={} action=retry", storyId, log.endpoint(), why);
        return new WritingStep(WritingDecision.WAIT_AND_ASK, tools.pause(askedFor));
    }

    /** It cannot do what the request asked for, so it is asked for the same without that, now and from now on. */
    private WritingStep refused(Capability capability, String why) {
        if (!refused.add(capability)) {
            return givenUp(why);
        }
        tools.capabilities().learn(provider, capability, false);
        LOG.info("{} refused storyId={} endpoint={} action=left out", capability.field(), storyId, log.endpoint());
        return WritingStep.of(WritingDecision.ASK);
    }

    /** It cannot be reached, or cannot work now: later it may. */
    WritingStep notThere(String why) {
        log.away(provider.id(), why);
        return givenUp(why);
    }

    /** A person has to change something first. */
    WritingStep useless(ChatReply.NoRetry reply) {
        boolean isAboutModel = reply.kind() == ChatReply.Kind.MODEL;
        return givenUp((isAboutModel ? "model '" + provider.model() + "': " : "") + reply.message());
    }

    /** Nothing more is to be had from it. */
    WritingStep givenUp(String why) {
        log.failed(why);
        LOG.warn("language model given up storyId={} endpoint={} reason={}", storyId, log.endpoint(), why);
        return WritingStep.of(WritingDecision.USE_TEMPLATE);
    }
}
