package io.showrunner.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.showrunner.assemble.StoryOutcome;
import io.showrunner.brief.Acceptance;
import io.showrunner.story.CollectReport;
import io.showrunner.story.FailureKind;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.SceneTurn;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import io.showrunner.writer.LlmReply;
import io.showrunner.writer.ReplyOutcome;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the spans of stories, each when it is over, with the times of the records. */
public final class StorySpans implements StoryTraces {
    private static final Logger LOG = LoggerFactory.getLogger(StorySpans.class);

    private final StoryStore store;
    private final TraceIdentities identities;
    private final SpanIds ids;
    private final Tracer tracer;
    private final Clock clock;

    /** @param ids that the tracer takes */
    StorySpans(StoryStore store, TraceIdentities identities, SpanIds ids, Tracer tracer, Clock clock) {
        this.store = store;
        this.identities = identities;
        this.ids = ids;
        this.tracer = tracer;
        this.clock = clock;
    }

    @Override
    public Optional<String> traceId(String storyId) {
        try {
            return identities.story(storyId).filter(SpanContext::isSampled).map(SpanContext::getTraceId);
        } catch (RuntimeException e) {
            LOG.debug("storyId={} is logged without its trace: {}", storyId, e.toString());
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> parent(String storyId, String sceneId) {
        return (sceneId == null ? identities.story(storyId) : identities.scene(storyId, sceneId))
                .map(identity -> "00-" + identity.getTraceId() + "-" + identity.getSpanId() + "-"
                        + identity.getTraceFlags().asHex());
    }

    @Override
    public void accepted(Acceptance acceptance) {
        StoryRecord story = acceptance.record();
        if (acceptance.verdict() == Acceptance.Verdict.ACCEPTED) {
            quietly(story.storyId(), () -> {
                SpanBuilder span = tracer.spanBuilder("brief accepted")
                        .setNoParent()
                        .setAttribute(SpanAttributes.STORY, story.storyId())
                        .setAttribute(SpanAttributes.PRIORITY, story.priority().name())
                        .setStartTimestamp(story.acceptedAt());
                ids.as(identities.accepted(story), span::startSpan).end(clock.instant());
            });
        }
    }

    @Override
    public void replied(LlmReply reply) {
        quietly(reply.storyId(), () -> identities.story(reply.storyId()).ifPresent(story -> {
            Instant end = clock.instant();
            Span span = child(story, "ask llm", reply.storyId())
                    .setAttribute(SpanAttributes.PROVIDER, reply.provider())
                    .setAttribute(SpanAttributes.MODEL, reply.model())
                    .setAttribute(SpanAttributes.OUTCOME, reply.outcome().word())
                    .setStartTimestamp(end.minus(reply.took()))
                    .startSpan();
            count(span, SpanAttributes.PROMPT_TOKENS, reply.promptTokens());
            count(span, SpanAttributes.COMPLETION_TOKENS, reply.completionTokens());
            end(span, reply.outcome() == ReplyOutcome.ANSWERED ? null : reply.outcome(), end);
        }));
    }

    @Override
    public void taken(SceneTurn turn) {
        quietly(turn.storyId(), () -> store.sceneRecord(turn.storyId(), turn.sceneId())
                .filter(scene -> scene.state() == SceneState.WAITING)
                .ifPresent(scene -> identities.scene(scene).ifPresent(identity -> child(
                                identity, "queue wait", scene.storyId())
                        .setAttribute(SpanAttributes.SCENE, scene.sceneId())
                        .setAttribute(SpanAttributes.PRIORITY, scene.priority().name())
                        .setStartTimestamp(scene.changedAt())
                        .startSpan()
                        .end(clock.instant()))));
    }

    @Override
    public void rendered(SceneTurn turn, RenderReport report) {
        quietly(
                turn.storyId(),
                () -> identities.scene(turn.storyId(), turn.sceneId()).ifPresent(scene -> {
                    Span render = of(report, child(scene, "render", turn.storyId()), turn)
                            .setStartTimestamp(Objects.requireNonNullElse(report.queueStart(), report.queueEnd()))
                            .startSpan();
                    if (report.tellsExecution()) {
                        Span execution = of(report, child(render.getSpanContext(), "execution", turn.storyId()), turn)
                                .setStartTimestamp(report.executionStart())
                                .startSpan();
                        end(execution, report.failureKind(), report.executionEnd());
                    }
                    end(render, report.failureKind(), report.queueEnd());
                }));
    }

    private static SpanBuilder of(RenderReport report, SpanBuilder span, SceneTurn turn) {
        return span.setAttribute(SpanAttributes.SCENE, turn.sceneId())
                .setAttribute(SpanAttributes.PROMPT, report.promptId())
                .setAttribute(SpanAttributes.INSTANCE, report.instanceId())
                .setAttribute(SpanAttributes.OUTCOME, report.exitReason())
                .setAttribute(SpanAttributes.ATTEMPT, (long) report.attempt())
                .setAttribute(SpanAttributes.DISPATCH, (long) report.dispatch());
    }

    @Override
    public void collected(SceneRecord scene, CollectReport report, long since) {
        quietly(scene.storyId(), () -> identities.scene(scene).ifPresent(identity -> {
            long bytes = report.frames().stream()
                    .mapToLong(CollectReport.Frame::bytes)
                    .sum();
            Span span = child(identity, "collect", scene.storyId())
                    .setAttribute(SpanAttributes.SCENE, scene.sceneId())
                    .setAttribute(SpanAttributes.DISPATCH, (long) scene.dispatches())
                    .setAttribute(SpanAttributes.FRAMES, (long) report.frameCount())
                    .setAttribute(SpanAttributes.BYTES, bytes)
                    .setStartTimestamp(Instant.ofEpochMilli(since))
                    .startSpan();
            end(span, report.failureKind(), clock.instant());
        }));
    }

    @Override
    public void ended(SceneRecord scene) {
        quietly(scene.storyId(), () -> identities.scene(scene).ifPresent(identity -> {
            if (identities.isNewEnd(scene)) {
                ended(scene, identity);
            }
        }));
    }

    private void ended(SceneRecord scene, SpanContext identity) {
        SpanBuilder span = child(identities.story(scene.storyId()).orElseThrow(), "scene", scene.storyId())
                .setAttribute(SpanAttributes.SCENE, scene.sceneId())
                .setAttribute(SpanAttributes.STATE, scene.state().name())
                .setAttribute(SpanAttributes.ATTEMPT, (long) scene.attempts())
                .setAttribute(SpanAttributes.DISPATCH, (long) scene.dispatches())
                .setStartTimestamp(SceneBeginning.of(store, scene));
        end(
                ids.as(identity, span::startSpan),
                scene.state() == SceneState.FAILED ? scene.failureKind() : null,
                scene.changedAt());
    }

    @Override
    public void assembled(StoryOutcome outcome) {
        Instant now = clock.instant();
        quietly(
                outcome.storyId(),
                () -> of(
                        outcome,
                        "assemble",
                        store.sceneRecords(outcome.storyId()).stream()
                                .map(SceneRecord::changedAt)
                                .max(Comparator.naturalOrder())
                                .orElse(now)));
    }

    @Override
    public void delivered(StoryOutcome outcome, long since) {
        quietly(outcome.storyId(), () -> of(outcome, "deliver", Instant.ofEpochMilli(since)));
    }

    private void of(StoryOutcome outcome, String name, Instant since) {
        identities.story(outcome.storyId()).ifPresent(story -> {
            Span span = child(story, name, outcome.storyId())
                    .setAttribute(SpanAttributes.STATE, outcome.state().name())
                    .setAttribute(SpanAttributes.SCENES, (long) outcome.scenes())
                    .setAttribute(SpanAttributes.REVISION, (long) outcome.revision())
                    .setStartTimestamp(since)
                    .startSpan();
            end(span, outcome.state() == StoryState.INCOMPLETE ? outcome.state() : null, clock.instant());
        });
    }

    /** Never below a span that Camel has open: a stop or a crash may keep that from being sent. */
    private SpanBuilder child(SpanContext parent, String name, String storyId) {
        return tracer.spanBuilder(name)
                .setParent(Context.root().with(Span.wrap(parent)))
                .setAttribute(SpanAttributes.STORY, storyId);
    }

    private static void count(Span span, AttributeKey<Long> what, Integer count) {
        if (count != null) {
            span.setAttribute(what, (long) count);
        }
    }

    /** @param problem why it is an error; null when it is none */
    private static void end(Span span, Enum<?> problem, Instant at) {
        if (problem != null && problem != FailureKind.CANCELLED) {
            span.setStatus(StatusCode.ERROR, problem.name());
        }
        span.end(at);
    }

    private static void quietly(String storyId, Runnable trace) {
        try {
            trace.run();
        } catch (RuntimeException e) {
            LOG.warn("storyId={} lacks a span of its trace: {}", storyId, e.toString());
        }
    }
}
