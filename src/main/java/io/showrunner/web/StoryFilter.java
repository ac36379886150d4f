package io.showrunner.web;

import io.showrunner.brief.Brief;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;

/**
 * Which stories a request wants to have listed; null wants any.
 *
 * @param states one of which a story is in
 * @param wantsApproval only those that go on as soon as a person approves them
 * @param owner whose they are
 * @param text that stands in the ids, the title or the premise, in capital letters or small ones
 * @param since when they were accepted at the earliest
 */
record StoryFilter(
        Set<StoryState> states, boolean wantsApproval, String genre, String owner, String text, Instant since) {

    /** As the query has it. */
    static StoryFilter of(Exchange exchange) {
        return new StoryFilter(
                read(exchange, "state", StoryFilter::statesOf),
                read(exchange, "wants", StoryFilter::wantsApproval) != null,
                read(exchange, "genre", Function.identity()),
                read(exchange, "owner", Function.identity()),
                read(exchange, "text", StoryFilter::lower),
                read(exchange, "since", StoryFilter::timeOf));
    }

    private static <T> T read(Exchange exchange, String name, Function<String, T> reader) {
        String text = RequestValues.query(exchange, name);
        return text == null ? null : reader.apply(text);
    }

    private static Set<StoryState> statesOf(String words) {
        return Arrays.stream(words.split(",", -1)).map(StoryFilter::stateOf).collect(Collectors.toSet());
    }

    private static String wantsApproval(String word) {
        if (!word.equals("approval")) {
            throw new BadRequest("unknown wish", "wants: it must be approval.");
        }
        return word;
    }

    private static StoryState stateOf(String word) {
        return Arrays.stream(StoryState.values())
                .filter(state -> state.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new BadRequest(
                        "unknown state",
                        "state: it must be one or more, with commas between, of "
                                + Arrays.stream(StoryState.values())
                                        .map(Enum::name)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    private static Instant timeOf(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new BadRequest("bad time", "since: it must be a time such as 2026-01-31T12:00:00Z.");
        }
    }

    boolean isOpen() {
        return states == null && !wantsApproval && since == null && owner == null && !needsBrief();
    }

    boolean needsBrief() {
        return genre != null || text != null;
    }

    boolean takes(StoryRecord story) {
        return (states == null || states.contains(story.state()))
                && (owner == null || owner.equals(story.owner()))
                && (since == null || !story.acceptedAt().isBefore(since));
    }

    boolean takes(StoryRecord story, Brief brief) {
        return (genre == null || genre.equalsIgnoreCase(brief.genre()))
                && (text == null
                        || Stream.of(story.storyId(), story.briefId(), brief.title(), brief.premise())
                                .filter(Objects::nonNull)
                                .anyMatch(each -> lower(each).contains(text)));
    }

    private static String lower(String words) {
        return words.toLowerCase(Locale.ROOT);
    }
}
