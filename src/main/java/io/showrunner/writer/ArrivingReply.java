package io.showrunner.writer;

import io.showrunner.llm.StreamedReply;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;

/**
 * What a reply brings while it arrives: the id of each scene that the session has taken out of it, and at last the id of the
 * part that was asked for, when the reply has come to its end and was judged. Whether there is more is known without waiting
 * for it. Confined to the thread that holds the message.
 */
final class ArrivingReply implements Iterator<String>, Closeable {
    private final Writing writing;
    private final InputStream body;
    private final StreamedReply reply;
    private final Queue<String> ready = new ArrayDeque<>();
    private boolean isOver;

    ArrivingReply(Writing writing, InputStream body) {
        this.writing = writing;
        this.body = body;
        this.reply = new StreamedReply(body);
    }

    /** Nothing more is listened to when the story was given up meanwhile. */
    @Override
    public boolean hasNext() {
        return !ready.isEmpty() || (!isOver && !writing.isGivenUp());
    }

    /** @throws UncheckedIOException when the connection breaks before the end */
    @Override
    public String next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        try {
            while (ready.isEmpty()) {
                listen();
            }
            return ready.remove();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A reply that fails is over: whoever goes on asking for more would hear of another failure. */
    private void listen() throws IOException {
        isOver = true;
        Optional<String> words = reply.next();
        isOver = words.isEmpty();
        if (words.isPresent()) {
            ready.addAll(writing.session().sent().heard(words.get(), reply.tokens()));
        } else {
            ready.add(writing.session().sent().part().id());
            writing.session().accept(reply.whole());
        }
    }

    /** Ends the reply: the endpoint stops writing when its connection is closed. */
    @Override
    public void close() throws IOException {
        writing.session().sent().ended();
        body.close();
    }
}
