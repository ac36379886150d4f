package io.showrunner.writer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.llm.Thoughts;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;

/**
 * What was learned of one endpoint, which is a model at a URL.
 *
 * @param can what it took or refused; what was not tried is not in it
 * @param thoughts where its model's thoughts stand in a reply; null for one that was not seen to think
 * @param tokensPerSecond how fast it wrote lately; null when it was not measured
 * @param contextTokens that a question and its answer may have together, as its list of models says; null when it does not
 * @param promptTokens of the longest question that it counted; null when it counted none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EndpointFacts(
        URI url,
        String model,
        Map<Capability, Boolean> can,
        Thoughts thoughts,
        Double tokensPerSecond,
        Integer contextTokens,
        Integer promptTokens) {
    private static final double WEIGHT_OF_LATEST = 0.3;
    private static final double LEAST_CHANGE = 0.05;

    /** Keeps a copy. */
    public EndpointFacts {
        can = can == null ? Map.of() : Map.copyOf(can);
    }

    static EndpointFacts nothing(ProviderSettings provider) {
        return new EndpointFacts(provider.url(), provider.model(), Map.of(), null, null, null, null);
    }

    /** True until it has refused it. */
    boolean mayUse(Capability capability) {
        return can.getOrDefault(capability, true);
    }

    EndpointFacts with(Capability capability, boolean value) {
        Map<Capability, Boolean> more = new EnumMap<>(Capability.class);
        more.putAll(can);
        more.put(capability, value);
        return new EndpointFacts(url, model, more, thoughts, tokensPerSecond, contextTokens, promptTokens);
    }

    EndpointFacts with(Thoughts seen) {
        return new EndpointFacts(url, model, can, seen, tokensPerSecond, contextTokens, promptTokens);
    }

    EndpointFacts withContext(Integer tokens) {
        return new EndpointFacts(url, model, can, thoughts, tokensPerSecond, tokens, promptTokens);
    }

    EndpointFacts withPrompt(int tokens) {
        return promptTokens != null && promptTokens >= tokens
                ? this
                : new EndpointFacts(url, model, can, thoughts, tokensPerSecond, contextTokens, tokens);
    }

    /** A moving average, so that one slow reply is not the endpoint's pace; small changes are none. */
    EndpointFacts withSpeed(double latest) {
        double speed =
                tokensPerSecond == null ? latest : tokensPerSecond + WEIGHT_OF_LATEST * (latest - tokensPerSecond);
        boolean same = tokensPerSecond != null && Math.abs(speed - tokensPerSecond) < LEAST_CHANGE * tokensPerSecond;
        double rounded = Math.round(speed * 10) / 10.0;
        return same || rounded <= 0
                ? this
                : new EndpointFacts(url, model, can, thoughts, rounded, contextTokens, promptTokens);
    }

    /** In a few words, for a person. */
    public String words() {
        String speed = tokensPerSecond == null ? "speed not measured" : tokensPerSecond + " tokens per second";
        String context = contextTokens == null ? "" : ", context " + contextTokens + " tokens";
        return "structured output " + (structuredOutput() == null ? "not tried" : structuredOutput()) + ", streaming "
                + said(Capability.STREAMING) + ", "
                + (thoughts == null ? "not seen to think" : "thinks, switch " + said(Capability.THINKING_SWITCH))
                + ", " + speed + context;
    }

    /** {@code json_schema} or {@code none}; null when it was not tried. */
    public String structuredOutput() {
        Boolean takes = can.get(Capability.STRUCTURED_OUTPUT);
        return takes == null ? null : takes ? "json_schema" : "none";
    }

    private String said(Capability capability) {
        Boolean known = can.get(capability);
        return known == null ? "not tried" : known ? "yes" : "no";
    }

    boolean isOf(ProviderSettings provider) {
        return url.equals(provider.url()) && model.equals(provider.model());
    }

    boolean isSound() {
        return url != null
                && model != null
                && (tokensPerSecond == null || (tokensPerSecond > 0 && Double.isFinite(tokensPerSecond)))
                && (contextTokens == null || contextTokens > 0)
                && (promptTokens == null || promptTokens > 0);
    }
}
