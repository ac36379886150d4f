package io.showrunner.trace;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;

/** Random ids for most spans; those that others refer to before they exist get the id by which they are referred to. */
final class SpanIds implements IdGenerator {
    private static final ThreadLocal<SpanContext> GIVEN = new ThreadLocal<>();

    private final IdGenerator random = IdGenerator.random();

    /** Starts one span with the identity. */
    <T> T as(SpanContext identity, Supplier<T> start) {
        GIVEN.set(identity);
        try {
            return start.get();
        } finally {
            GIVEN.remove();
        }
    }

    @Override
    public String generateSpanId() {
        SpanContext identity = GIVEN.get();
        return identity == null ? random.generateSpanId() : identity.getSpanId();
    }

    @Override
    public String generateTraceId() {
        SpanContext identity = GIVEN.get();
        return identity == null ? random.generateTraceId() : identity.getTraceId();
    }
}
