package io.showrunner.simulator.comfyui;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** One scripted fault of HTTP requests; the last call of the chain says what happens and puts the rule in force. */
public final class RequestRule {
    private final String path;
    private final Consumer<RequestRule> install;
    private final AtomicInteger seen = new AtomicInteger();
    private String method = "";
    private String text = "";
    private int first = 1;
    private int last = Integer.MAX_VALUE;
    private Kind kind = Kind.REPLY;
    private Duration delay = Duration.ZERO;
    private Reply reply = Reply.empty(500);

    enum Kind {
        REPLY,
        REFUSE,
        DROP_REPLY,
        CUT_REPLY,
        DELAY_REPLY,
        NEVER_REPLY
    }

    RequestRule(String path, Consumer<RequestRule> install) {
        this.path = path;
        this.install = install;
    }

    /** Only requests with this method; others are not counted. */
    public RequestRule method(String name) {
        method = name;
        return this;
    }

    /** Only requests whose body contains this text; others are not counted. */
    public RequestRule containing(String wanted) {
        text = wanted;
        return this;
    }

    /** Only the n-th matching request, from 1. */
    public RequestRule nth(int n) {
        first = n;
        last = n;
        return this;
    }

    /** Only the first n matching requests. */
    public RequestRule times(int n) {
        last = n;
        return this;
    }

    /** Answers with this status instead of doing the work. */
    public void status(int status, String body) {
        reply = Reply.text(status, body);
        put(Kind.REPLY);
    }

    /** Answers with this instead of doing the work. */
    public void answer(int status, String contentType, String body) {
        reply = Reply.bytes(status, contentType, body.getBytes(StandardCharsets.UTF_8));
        put(Kind.REPLY);
    }

    /** Answers 500 as the server does when its own code fails. */
    public void serverError() {
        reply = Reply.serverError();
        put(Kind.REPLY);
    }

    /** Answers a prompt 400 with one invalid node. */
    public void rejectNode(String nodeId, String classType, String errorType) {
        reply = Replies.rejectedNode(nodeId, classType, errorType);
        put(Kind.REPLY);
    }

    /** Closes the connection without reading on; nothing is done. */
    public void refuseConnection() {
        put(Kind.REFUSE);
    }

    /** Does the work, then closes the connection instead of answering. */
    public void acceptThenDropReply() {
        put(Kind.DROP_REPLY);
    }

    /** Does the work, then closes the connection after half of the announced body. */
    public void cutReply() {
        put(Kind.CUT_REPLY);
    }

    /** Does the work at once and answers later. */
    public void delayReply(Duration by) {
        delay = by;
        put(Kind.DELAY_REPLY);
    }

    /** Neither works nor answers; the connection stays open. */
    public void neverReply() {
        put(Kind.NEVER_REPLY);
    }

    boolean takes(String requestMethod, String requestPath, String body) {
        String plain = requestPath.startsWith("/api/") ? requestPath.substring("/api".length()) : requestPath;
        boolean match =
                path.endsWith("*") ? plain.startsWith(path.substring(0, path.length() - 1)) : plain.equals(path);
        if (!match || !requestMethod.startsWith(method) || !body.contains(text)) {
            return false;
        }
        int turn = seen.incrementAndGet();
        return turn >= first && turn <= last;
    }

    Kind kind() {
        return kind;
    }

    Duration delay() {
        return delay;
    }

    Optional<Reply> instead() {
        return kind == Kind.REPLY ? Optional.of(reply) : Optional.empty();
    }

    private void put(Kind what) {
        kind = what;
        install.accept(this);
    }
}
