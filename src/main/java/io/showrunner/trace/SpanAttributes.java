package io.showrunner.trace;

import io.opentelemetry.api.common.AttributeKey;

/**
 * What is said of a span: ids, counts and kinds, never words of a brief, a prompt or a reply. Those that lines of the log have
 * as well are named as there, those of language models as OpenTelemetry names them.
 */
final class SpanAttributes {
    static final AttributeKey<String> STORY = AttributeKey.stringKey("storyId");
    static final AttributeKey<String> SCENE = AttributeKey.stringKey("sceneId");
    static final AttributeKey<String> PROMPT = AttributeKey.stringKey("promptId");
    static final AttributeKey<String> INSTANCE = AttributeKey.stringKey("instance");
    static final AttributeKey<String> STATE = AttributeKey.stringKey("state");
    static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");
    static final AttributeKey<String> PRIORITY = AttributeKey.stringKey("priority");
    static final AttributeKey<Long> DISPATCH = AttributeKey.longKey("dispatch");
    static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("attempt");
    static final AttributeKey<Long> FRAMES = AttributeKey.longKey("frames");
    static final AttributeKey<Long> BYTES = AttributeKey.longKey("bytes");
    static final AttributeKey<Long> SCENES = AttributeKey.longKey("scenes");
    static final AttributeKey<Long> REVISION = AttributeKey.longKey("revision");
    static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("gen_ai.provider.name");
    static final AttributeKey<String> MODEL = AttributeKey.stringKey("gen_ai.request.model");
    static final AttributeKey<Long> PROMPT_TOKENS = AttributeKey.longKey("gen_ai.usage.input_tokens");
    static final AttributeKey<Long> COMPLETION_TOKENS = AttributeKey.longKey("gen_ai.usage.output_tokens");

    private SpanAttributes() {}
}
