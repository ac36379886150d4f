package io.showrunner.brief;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The brief cannot be accepted as it is; sending the same again ends the same. The first line of the message is one
 * sentence that names the brief and the first problem, the other problems follow on lines of their own.
 */
public final class BriefRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    static final int MOST_SHOWN = 20;

    private final String briefName;
    private final transient List<Problem> problems;

    /** @param problems at least one; those beyond the first {@value #MOST_SHOWN} are dropped */
    BriefRejectedException(String briefName, List<Problem> problems) {
        super(message(Excerpt.of(briefName), problems));
        this.briefName = Excerpt.of(briefName);
        this.problems = problems.stream().limit(MOST_SHOWN).toList();
    }

    /** The brief's name as it may be shown. */
    public String briefName() {
        return briefName;
    }

    /** What is wrong, at least one thing. */
    public List<Problem> problems() {
        return problems;
    }

    private static String message(String name, List<Problem> problems) {
        String first = problems.get(0).sentence();
        if (problems.size() == 1) {
            return name + " is refused: " + first;
        }
        String count = problems.size() > MOST_SHOWN ? "more than " + MOST_SHOWN : String.valueOf(problems.size());
        return problems.stream()
                .skip(1)
                .limit(MOST_SHOWN - 1)
                .map(problem -> "\n" + problem.sentence())
                .collect(Collectors.joining(
                        "", name + " is refused for " + count + " reasons, the first is " + first, ""));
    }

    /** The refusal inside a failure. @throws IllegalArgumentException when there is none in the chain of causes */
    static BriefRejectedException in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BriefRejectedException refusal) {
                return refusal;
            }
        }
        throw new IllegalArgumentException("not a refusal of a brief: " + failure, failure);
    }
}
