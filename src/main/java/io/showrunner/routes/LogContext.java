package io.showrunner.routes;

import io.showrunner.story.Correlated;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.slf4j.MDC;

/**
 * Puts the story, scene, prompt and server that a step works for into the logging context, so that collectors find every
 * line about them. They are those of the route's variables, the most exact first.
 */
final class LogContext implements InterceptStrategy {
    private static final List<String> WORK = List.of("turn", "haul", "scene", "writing");
    private static final String STORY = "storyId";

    private final Function<String, Optional<String>> traceIds;

    /** @param traceIds the trace of a story; empty when it is not traced */
    LogContext(Function<String, Optional<String>> traceIds) {
        this.traceIds = traceIds;
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                Map<String, String> before = MDC.getCopyOfContextMap();
                Map<String, String> correlation = correlation(exchange);
                correlation.forEach(MDC::put);
                Optional.ofNullable(correlation.get(STORY)).flatMap(traceIds).ifPresent(id -> MDC.put("trace.id", id));
                try {
                    return super.process(exchange, callback);
                } finally {
                    MDC.setContextMap(before == null ? Map.of() : before);
                }
            }
        };
    }

    private static Map<String, String> correlation(Exchange exchange) {
        return WORK.stream()
                .map(exchange::getVariable)
                .filter(Correlated.class::isInstance)
                .map(work -> ((Correlated) work).correlation())
                .findFirst()
                .or(() -> Optional.ofNullable(exchange.getVariable(STORY)).map(id -> Map.of(STORY, id.toString())))
                .orElse(Map.of());
    }
}
