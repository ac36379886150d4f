package io.showrunner.writer;

import io.showrunner.config.RequestFormat;
import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.llm.ChatReply;
import io.showrunner.llm.ChatRequest;
import io.showrunner.llm.DirectJson;
import io.showrunner.llm.Thoughts;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How patiently one endpoint is asked for one story: a failure is followed by one more request after a pause (L3), a request
 * that wants more than the endpoint can by the same one without that, and one that was only thought about by one that wants no
 * thoughts. Confined to the session's thread.
 */
final class EndpointTurn {
    private static final Logger LOG = LoggerFactory.getLogger(EndpointTurn.class);
    private static final int MOST_RETRIES = 1;
    private static final int ROOM_FOR_THOUGHTS = 4;

    private final String storyId;
    private final WritingTools tools;
    private final LlmLog log;
    private final ProviderSettings provider;
    private final Set<Capability> refused = EnumSet.noneOf(Capability.class);
    private int retries;
    private boolean constrained;
    private boolean streamed;
    private boolean switchedOff;
    private boolean onlyThought;

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

    /** True for an endpoint that gives whole stories and takes no questions. */
    boolean isDirect() {
        return provider != null && provider.format() == RequestFormat.DIRECT_JSON;
    }

    /** What it is to be asked for next; empty when nothing more is to be had from it. */
    Optional<Part> nextPart(Script script) {
        if (!isDirect()) {
            return script.nextPart();
        }
        return script.isGivenWhole() || script.isBegun() ? Optional.empty() : Optional.of(Part.STORY);
    }

    /** The body of a request for the part, as this endpoint can take it. */
    String request(Asking asking, Script script) {
        return isDirect()
                ? DirectJson.request(script.count(), tools.questions().seed(script.brief()))
                : fit(asking.request(tools.questions(), script, provider.model()))
                        .toJson();
    }

    /** What its whole answer means; the parameters are those of {@link ChatReply#of}. */
    ChatReply read(int status, String body, String retryAfter) {
        return isDirect()
                ? DirectJson.read(status, body, retryAfter, tools.clock())
                : ChatReply.of(status, body, retryAfter, tools.clock());
    }

    private ChatRequest fit(ChatRequest request) {
        EndpointFacts facts = tools.capabilities().of(provider);
        switchedOff = facts.thoughts() != null && facts.mayUse(Capability.THINKING_SWITCH);
        boolean thinksAnyway = facts.thoughts() != null && (onlyThought || !switchedOff);
        ChatRequest permitted = tools.permitted(request, provider);
        constrained = permitted.schema() != null;
        streamed = permitted.stream();
        ChatRequest roomy = thinksAnyway ? permitted.withMaxTokens(room(permitted.maxTokens(), facts)) : permitted;
        return switchedOff ? roomy.withoutThoughts(facts.thoughts()) : roomy;
    }

    /** Tokens for thoughts and answer, no more than can arrive in time. */
    private int room(int answer, EndpointFacts facts) {
        int room = answer * ROOM_FOR_THOUGHTS;
        return facts.tokensPerSecond() == null
                ? room
                : Math.max(answer, (int) Math.min(room, tools.pace().tokensInTime(facts.tokensPerSecond())));
    }

    /** It said something, so its next failure is the first one again. */
    void answered(ChatReply.Content content, Asking asking) {
        asking.shortened(content.promptTokens())
                .ifPresent(words -> log.warns("LLM_PROMPT_SHORTENED: " + log.endpoint() + ": " + words));
        tools.pace().observed(provider, content, log.times().lastReply());
        retries = 0;
        learned(content.thoughts());
    }

    /** It took the request and said nothing that can be used. */
    void answered(ChatReply.Unusable reply) {
        learned(reply.thoughts());
    }

    /** @param thoughts null when it did not think */
    private void learned(Thoughts thoughts) {
        if (constrained) {
            tools.capabilities().learn(provider, Capability.STRUCTURED_OUTPUT, true);
        }
        if (streamed) {
            tools.capabilities().learn(provider, Capability.STREAMING, true);
        }
        if (switchedOff) {
            tools.capabilities().learn(provider, Capability.THINKING_SWITCH, thoughts == null);
        }
        if (thoughts != null) {
            tools.capabilities().thinks(provider, thoughts);
        }
    }

    /** True the first time that thinking took all tokens of a reply, when it is worth to ask once more with more of them. */
    boolean mayThinkLess(ChatReply reply) {
        boolean onlyThinks = (reply instanceof ChatReply.Content content && content.isOnlyThought())
                || (reply instanceof ChatReply.Unusable unusable && unusable.isOnlyThought());
        boolean first = onlyThinks && !onlyThought;
        onlyThought |= onlyThinks;
        return first;
    }

    /** Connection refused or lost, timeout, breaker open. */
    static ChatReply noAnswer(Throwable cause) {
        return new ChatReply.Retry(NoAnswer.words(cause), Duration.ZERO);
    }

    /** It answered without words of the model: the same is asked later, or for less, or never again. */
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
        ChatReply.NoRetry refusal = (ChatReply.NoRetry) reply;
        return switchedOff && refusal.kind() == ChatReply.Kind.REQUEST
                ? refused(Capability.THINKING_SWITCH, refusal.message())
                : useless(refusal);
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
