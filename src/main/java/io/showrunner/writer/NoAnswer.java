package io.showrunner.writer;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/** Why no answer came, for people: what happened, and what to do where that is known. */
final class NoAnswer {
    private static final int LONGEST = 200;

    private NoAnswer() {}

    static String words(Throwable cause) {
        String said = Wording.shortened(Wording.firstSaid(cause.getMessage(), "no answer"), LONGEST);
        return cause.getClass().getSimpleName() + ": " + said + advice(cause);
    }

    private static String advice(Throwable cause) {
        if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
            return "; start the server, or correct the provider's url";
        }
        return cause.getClass() == SocketTimeoutException.class
                ? "; raise showrunner.llm.timeout, or lower showrunner.llm.max-tokens"
                : "";
    }
}
