package io.showrunner.simulator.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Routes requests to the lists, the generation and the faults. Runs on the event loop. */
final class Endpoints {
    static final String DIRECT = "/direct-json";
    private static final Set<String> CHAT = Set.of("/v1/chat/completions", "/api/v0/chat/completions");
    private static final int LARGEST_BODY = 16 * 1024 * 1024;
    private final LlmOptions options;
    private final Faults faults;
    private final RequestLog log;
    private final LoadedModel memory;
    private final Dialect dialect;
    private final Vertx vertx;
    private final Sender sender;
    private final GenerationQueue queue;
    private final Writer writer = new Writer();
    private final Instant ready;

    Endpoints(Vertx vertx, LlmOptions options, Faults faults, RequestLog log) {
        this.vertx = vertx;
        this.options = options;
        this.faults = faults;
        this.log = log;
        this.memory = new LoadedModel(options);
        this.dialect = Dialect.of(options, memory);
        this.sender = new Sender(vertx);
        this.queue = new GenerationQueue(vertx, options.parallel(), faults::isReleased);
        this.ready = options.clock().instant().plus(options.loading());
    }

    void handle(HttpServerRequest request) {
        Buffer body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() + part.length() > LARGEST_BODY) {
                request.connection().close();
            } else {
                body.appendBuffer(part);
            }
        });
        request.endHandler(end -> route(request, body.toString(StandardCharsets.UTF_8)));
    }

    private void route(HttpServerRequest request, String text) {
        boolean post = request.method().name().equals("POST");
        boolean generation =
                post && (CHAT.contains(request.path()) || request.path().equals(DIRECT));
        JsonNode body = Reply.JSON.missingNode();
        String problem = "";
        try {
            body = Reply.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            problem = e.getOriginalMessage();
        }
        int number = generation ? log.nextNumber() : 0;
        log.add(new ReceivedRequest(
                number, options.clock().instant(), request.method().name(), request.path(), headers(request), body));
        if (!isLetIn(request)) {
            boolean keyGiven = request.getHeader("Authorization") != null;
            sender.send(request.response(), dialect.unauthorized(keyGiven), Delivery.WHOLE);
        } else if (!generation) {
            sender.send(request.response(), list(request, body), Delivery.WHOLE);
        } else if (!body.isObject()) {
            sender.send(request.response(), dialect.malformed(problem), Delivery.WHOLE);
        } else {
            generate(request, new ChatRequest(body), number);
        }
    }

    private boolean isLetIn(HttpServerRequest request) {
        return options.apiKey().isEmpty()
                || dialect.isPublic(request.path())
                || ("Bearer " + options.apiKey()).equals(request.getHeader("Authorization"));
    }

    private Reply list(HttpServerRequest request, JsonNode body) {
        String method = request.method().name();
        Optional<Reply> known =
                switch (method) {
                    case "GET" -> dialect.get(request.path(), faults.models(options.models()));
                    case "POST" -> dialect.post(request.path(), body);
                    default -> Optional.empty();
                };
        return faults.listRefusal()
                .or(this::loading)
                .or(() -> known)
                .orElseGet(() -> dialect.unknown(method, request.path()));
    }

    private void generate(HttpServerRequest request, ChatRequest chat, int number) {
        Fault fault = faults.take(number, chat.text());
        boolean direct = request.path().equals(DIRECT);
        List<String> models = faults.models(options.models());
        Optional<Reply> refusal = fault.refusal()
                .or(this::loading)
                .or(() -> direct ? Optional.empty() : dialect.refusal(chat, models))
                .or(() -> refusedStream(chat, fault))
                .or(() -> dialect.busy(queue.waiting()))
                .or(() -> memory.load() ? Optional.empty() : Optional.of(dialect.outOfMemory()));
        if (refusal.isPresent()) {
            refuse(request.response(), refusal.get(), fault);
            return;
        }
        Answer answer = fault.twisted(answer(chat, direct));
        ChatBody body = body(chat, models, number);
        if (chat.stream() && !direct && fault.streamedAs(options.streaming()) != Streaming.IGNORED) {
            submitStream(request.response(), eventStream(body, answer, chat, fault), fault, () -> note(body, answer));
        } else {
            Duration time = silence(fault).plus(writing(answer));
            Reply reply = direct ? direct(answer) : body.of(answer);
            submit(request.response(), fault.delivery(), time, () -> {}, () -> {
                note(body, answer);
                sender.send(request.response(), reply, fault.delivery());
            });
        }
    }

    private void note(ChatBody body, Answer answer) {
        log.add(new GivenAnswer(
                body.number(),
                options.clock().instant(),
                body.promptTokens(),
                Tokens.in(answer.content()) + Tokens.in(answer.reasoning()),
                answer.finishReason()));
    }

    private Optional<Reply> refusedStream(ChatRequest chat, Fault fault) {
        return chat.stream() && fault.streamedAs(options.streaming()) == Streaming.REFUSED
                ? Optional.of(Reply.errorObject(
                        400, "Streaming is not supported", "invalid_request_error", "stream", "unsupported_value"))
                : Optional.empty();
    }

    private void refuse(HttpServerResponse response, Reply refusal, Fault fault) {
        if (fault.delay().isZero()) {
            sender.send(response, refusal, fault.delivery());
        } else {
            submit(response, refusal, fault.delivery(), fault.delay());
        }
    }

    private EventStream eventStream(ChatBody body, Answer answer, ChatRequest chat, Fault fault) {
        boolean half = fault.delivery() == Delivery.HALF || fault.delivery() == Delivery.STALL;
        return new EventStream(body, answer, chat.includesUsage(), fault.streamedAs(options.streaming()), half);
    }

    private void submit(HttpServerResponse response, Reply reply, Delivery delivery, Duration time) {
        submit(response, delivery, time, () -> {}, () -> sender.send(response, reply, delivery));
    }

    private void submitStream(HttpServerResponse response, EventStream events, Fault fault, Runnable ended) {
        StreamSender stream = new StreamSender(vertx, sender, response, events, fault.delivery());
        Duration silence = silence(fault);
        Duration writing = Duration.ofMillis((long) (writing(events.answer()).toMillis() * events.share()));
        submit(response, fault.delivery(), silence.plus(writing), () -> stream.begin(silence, writing), () -> {
            ended.run();
            stream.end();
        });
    }

    private void submit(HttpServerResponse response, Delivery delivery, Duration time, Runnable begun, Runnable done) {
        boolean[] sent = {false};
        GenerationQueue.Job job = new GenerationQueue.Job(time, begun, () -> {
            sent[0] = delivery == Delivery.WHOLE || delivery == Delivery.LATIN_1;
            done.run();
        });
        response.closeHandler(gone -> {
            if (queue.cancel(job) || !sent[0]) {
                log.clientGone();
            }
        });
        queue.submit(job);
    }

    private Answer answer(ChatRequest chat, boolean direct) {
        if (direct) {
            return Answer.of(writer.direct(chat.body()));
        }
        int room = Math.max(0, options.contextLength() - Math.min(chat.promptTokens(), options.contextLength() - 1));
        return Answer.of(writer.answer(chat)).limitedTo(Math.min(chat.maxTokens(), room));
    }

    /** Before the first token: what a fault wants, what loading takes, and the latency where a pace is set. */
    private Duration silence(Fault fault) {
        Duration untilReady = Duration.between(options.clock().instant(), ready);
        return fault.delay()
                .plus(untilReady.isNegative() ? Duration.ZERO : untilReady)
                .plus(options.tokensPerSecond() > 0 ? options.latency() : Duration.ZERO);
    }

    private Duration writing(Answer answer) {
        int tokens = Tokens.in(answer.content()) + Tokens.in(answer.reasoning());
        return options.tokensPerSecond() > 0
                ? Duration.ofMillis((long) (tokens * 1000 / options.tokensPerSecond()))
                : options.latency();
    }

    private Optional<Reply> loading() {
        return options.clock().instant().isBefore(ready) ? dialect.loading() : Optional.empty();
    }

    private ChatBody body(ChatRequest chat, List<String> models, int number) {
        String model = chat.model().isEmpty() && !models.isEmpty() ? models.get(0) : chat.model();
        return new ChatBody(
                dialect,
                model,
                dialect.tokensRead(chat.promptTokens()),
                options.clock().instant().getEpochSecond(),
                number);
    }

    private static Reply direct(Answer answer) {
        return new Reply(200, "application/json; charset=utf-8", answer.content(), Map.of());
    }

    private static Map<String, String> headers(HttpServerRequest request) {
        return StreamSupport.stream(request.headers().spliterator(), false)
                .filter(header -> !header.getKey().equalsIgnoreCase("authorization"))
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        Map.Entry::getValue,
                        (a, b) -> a + "," + b));
    }
}
