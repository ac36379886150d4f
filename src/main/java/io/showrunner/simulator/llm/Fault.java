package io.showrunner.simulator.llm;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One thing that goes wrong with one generation request; see {@link Faults} for when. */
public final class Fault {
    private final Duration delay;
    private final Delivery delivery;
    private final Reply refusal;
    private final UnaryOperator<Answer> twist;
    private final Streaming streaming;

    private Fault(Duration delay, Delivery delivery, Reply refusal, UnaryOperator<Answer> twist, Streaming streaming) {
        this.delay = delay;
        this.delivery = delivery;
        this.refusal = refusal;
        this.twist = twist;
        this.streaming = streaming;
    }

    /** Nothing goes wrong; for leaving a request out of a script. */
    public static Fault none() {
        return twist(UnaryOperator.identity());
    }

    public static Fault latency(Duration delay) {
        return new Fault(delay, Delivery.WHOLE, null, UnaryOperator.identity(), null);
    }

    /** The request is read and never answered. */
    public static Fault hang() {
        return delivery(Delivery.NEVER);
    }

    /** Headers at once, then one byte a second. */
    public static Fault slowLoris() {
        return delivery(Delivery.DRIP);
    }

    /** The connection is closed without an answer. */
    public static Fault dropConnection() {
        return delivery(Delivery.DROP);
    }

    /** The connection is closed after half of the announced body. */
    public static Fault dropHalfway() {
        return delivery(Delivery.HALF);
    }

    /** The connection stays open after half of the body, and nothing more comes. */
    public static Fault hangHalfway() {
        return delivery(Delivery.STALL);
    }

    /** This answer is streamed in another way than the others. */
    public static Fault streaming(Streaming how) {
        return new Fault(Duration.ZERO, Delivery.WHOLE, null, UnaryOperator.identity(), how);
    }

    /** A valid start, then blanks without an end. */
    public static Fault endlessBody() {
        return delivery(Delivery.ENDLESS);
    }

    /** A valid body that is longer than anyone should read: 200 MB of blanks before its end. */
    public static Fault hugeBody() {
        return delivery(Delivery.HUGE);
    }

    public static Fault contextOverflow(ContextOverflow form) {
        return refusal(form.reply());
    }

    /** 429 with Retry-After in seconds. */
    public static Fault tooManyRequests(Duration retryAfter) {
        return busy(429, Long.toString(retryAfter.toSeconds()));
    }

    /** 429 with Retry-After as an HTTP date. */
    public static Fault tooManyRequestsUntil(Instant retryAt) {
        return busy(429, HttpDate.of(retryAt));
    }

    /** 429 with anything as Retry-After, sensible or not. */
    public static Fault tooManyRequests(String retryAfter) {
        return busy(429, retryAfter);
    }

    /** 503 with Retry-After in seconds. */
    public static Fault unavailable(Duration retryAfter) {
        return busy(503, Long.toString(retryAfter.toSeconds()));
    }

    /** 503 with Retry-After as an HTTP date. */
    public static Fault unavailableUntil(Instant retryAt) {
        return busy(503, HttpDate.of(retryAt));
    }

    /** The engine dies under the request. */
    public static Fault modelCrash() {
        return refusal(Reply.errorText(
                500, "The model has crashed without additional information. (Exit code: 18446744072635812000)"));
    }

    public static Fault status(int status, String contentType, String body) {
        return refusal(new Reply(status, contentType, body, Map.of()));
    }

    public static Fault fenced() {
        return twist(a -> a.withContent("```json\n" + a.content() + "\n```"));
    }

    public static Fault thinking() {
        return twist(a -> a.withContent(FaultyText.THOUGHT + "\n</think>\n\n" + a.content()));
    }

    /** Thoughts that never end: there is no answer in this text. */
    public static Fault thinkingUnclosed() {
        return content(FaultyText.THOUGHT);
    }

    public static Fault trailingComma() {
        return twist(a -> a.withContent(FaultyText.trailingCommas(a.content())));
    }

    public static Fault singleQuotes() {
        return twist(a -> a.withContent(FaultyText.singleQuotes(a.content())));
    }

    public static Fault comments() {
        return twist(a -> a.withContent(FaultyText.comments(a.content())));
    }

    /** Every number becomes NaN. */
    public static Fault nan() {
        return twist(a -> a.withContent(FaultyText.notNumbers(a.content())));
    }

    /** Prose with braces around the JSON. */
    public static Fault prose() {
        return twist(a -> a.withContent("Sure! Here is {your} story, as asked:\n\n" + a.content()
                + "\n\nLet me know if {anything} should change."));
    }

    /** Cut in the middle with finish reason "length". */
    public static Fault truncated() {
        return twist(a -> a.withContent(a.content().substring(0, a.content().length() / 2))
                .withFinishReason("length"));
    }

    /** Exactly this many scenes, whatever was asked for. */
    public static Fault scenes(int count) {
        return twist(a -> a.withContent(FaultyText.scenes(a.content(), count)));
    }

    public static Fault negativePromptAsArray() {
        return twist(a -> a.withContent(FaultyText.negativePromptAsArray(a.content())));
    }

    public static Fault emptyContent() {
        return content("");
    }

    /** The tokens went into thinking before anything was said. */
    public static Fault emptyAtLength() {
        return twist(a -> new Answer("", FaultyText.THOUGHT, "length", true));
    }

    /** The prompt leaves no room for an answer, and no error says so. */
    public static Fault fullContext() {
        return twist(a -> a.withContent("").withFinishReason("length"));
    }

    /** Bytes that are no UTF-8, though the header says so: accented letters in Latin-1. */
    public static Fault invalidUtf8() {
        return new Fault(
                Duration.ZERO, Delivery.LATIN_1, null, a -> a.withContent(FaultyText.accented(a.content())), null);
    }

    /** The JSON arrives as a thought and the content is empty. */
    public static Fault reasoningInsteadOfContent() {
        return twist(a -> new Answer("", a.content(), a.finishReason(), true));
    }

    /** Thoughts beside the answer, as models have them that think first. */
    public static Fault thinkingAside() {
        return twist(a -> new Answer(a.content(), FaultyText.THOUGHT, a.finishReason(), true));
    }

    /** Status 200 and no choices. */
    public static Fault noChoices() {
        return twist(a -> new Answer(a.content(), "", a.finishReason(), false));
    }

    /** Any other text in place of the answer. */
    public static Fault content(String text) {
        return twist(a -> a.withContent(text).withFinishReason("stop"));
    }

    /** The same fault after some waiting. */
    public Fault after(Duration newDelay) {
        return new Fault(newDelay, delivery, refusal, twist, streaming);
    }

    Duration delay() {
        return delay;
    }

    Delivery delivery() {
        return delivery;
    }

    /** How this answer is streamed; the way of the server unless the fault says otherwise. */
    Streaming streamedAs(Streaming usual) {
        return streaming == null ? usual : streaming;
    }

    Optional<Reply> refusal() {
        return Optional.ofNullable(refusal);
    }

    Answer twisted(Answer answer) {
        return twist.apply(answer);
    }

    private static Fault delivery(Delivery delivery) {
        return new Fault(Duration.ZERO, delivery, null, UnaryOperator.identity(), null);
    }

    private static Fault twist(UnaryOperator<Answer> twist) {
        return new Fault(Duration.ZERO, Delivery.WHOLE, null, twist, null);
    }

    private static Fault refusal(Reply refusal) {
        return new Fault(Duration.ZERO, Delivery.WHOLE, refusal, UnaryOperator.identity(), null);
    }

    private static Fault busy(int status, String retryAfter) {
        Reply plain = Reply.errorObject(status, "server busy, please try again later", "api_error", null, null);
        return refusal(new Reply(status, plain.contentType(), plain.body(), Map.of("Retry-After", retryAfter)));
    }
}
