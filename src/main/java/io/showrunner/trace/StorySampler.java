package io.showrunner.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * Records a share of the stories, each as a whole, and nothing that belongs to no story: probes, timers, requests over HTTP. Of
 * Camel's spans those of routes that took a message from a queue; what is sent meanwhile would hang on a span that a stop may lose.
 */
final class StorySampler implements Sampler {
    private final Sampler share;

    /** @param share of the stories, 0 to 1 */
    StorySampler(double share) {
        this.share = Sampler.traceIdRatioBased(share);
    }

    /** True when the story of this trace is recorded; every process says the same. */
    boolean takes(String traceId) {
        return share.shouldSample(Context.root(), traceId, "", SpanKind.INTERNAL, Attributes.empty(), List.of())
                        .getDecision()
                == SamplingDecision.RECORD_AND_SAMPLE;
    }

    @Override
    public SamplingResult shouldSample(
            Context parent, String traceId, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
        SpanContext above = Span.fromContext(parent).getSpanContext();
        boolean ours = attributes.get(SpanAttributes.STORY) != null;
        boolean taken = above.isValid() ? above.isSampled() && (ours || above.isRemote()) : ours && takes(traceId);
        return taken ? SamplingResult.recordAndSample() : SamplingResult.drop();
    }

    @Override
    public String getDescription() {
        return "StorySampler{" + share.getDescription() + "}";
    }
}
