package io.showrunner.broker;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.springframework.jms.JmsException;

/** What a failure says about the message: whether the message is at fault, and the words for it. */
final class FailureCauses {
    private static final int DEEPEST = 20;
    private static final int MOST_CAUSES = 8;
    private static final int LONGEST_CAUSE = 500;

    private final Path stories;

    /** @param stories while it is not there, no message is at fault */
    FailureCauses(Path stories) {
        this.stories = stories;
    }

    /**
     * True when the surroundings failed and not the message: a disk that is full, read-only or gone, the queues
     * themselves, or a stop. A file of ours that is damaged or missing in a stories folder that is there is the message's
     * fault: it stays so until a person mends it.
     */
    boolean isOutage(Throwable failure) {
        return !Files.isDirectory(stories) || chain(failure).anyMatch(FailureCauses::isOfTheSurroundings);
    }

    private static boolean isOfTheSurroundings(Throwable cause) {
        if (cause instanceof IOException) {
            return !(cause instanceof JsonProcessingException) && !(cause instanceof NoSuchFileException);
        }
        return cause instanceof JMSException
                || cause instanceof JMSRuntimeException
                || cause instanceof JmsException
                || cause instanceof InterruptedException
                || cause instanceof RejectedExecutionException;
    }

    private static boolean isOfTheNetwork(Throwable cause) {
        return cause instanceof SocketException
                || cause instanceof SocketTimeoutException
                || cause instanceof UnknownHostException;
    }

    /** What a person can do about an outage. */
    String advice(Throwable failure) {
        if (chain(failure).anyMatch(FailureCauses::isOfTheNetwork)) {
            return "see that the server that it names can be reached; nothing is lost";
        }
        return Files.isDirectory(stories) && chain(failure).noneMatch(IOException.class::isInstance)
                ? "if it goes on, restart; nothing is lost"
                : "see that " + stories + " is there, can be written and has room; nothing is lost";
    }

    /** The failure and its causes, outermost first, without what Camel wraps around; the innermost is always there. */
    List<String> words(Throwable failure) {
        List<String> all = chain(failure)
                .filter(cause -> !isWrapper(cause))
                .map(FailureCauses::word)
                .toList();
        return all.size() <= MOST_CAUSES
                ? all
                : Stream.concat(all.stream().limit(MOST_CAUSES - 1L), Stream.of(all.get(all.size() - 1)))
                        .toList();
    }

    private static boolean isWrapper(Throwable cause) {
        return cause.getCause() != null && cause.getClass().getName().startsWith("org.apache.camel.");
    }

    private static String word(Throwable cause) {
        String text = cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= LONGEST_CAUSE ? line : line.substring(0, LONGEST_CAUSE) + "…";
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST);
    }
}
