package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.llm.ChatReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A corpus of answers as local models give them, labelled before the reader saw them: what is to come of each. */
class BadAnswersTest {
    private static final long SEED = 20_240_611;
    private static final double WANTED = 0.95;
    private static final WritingDesk DESK = Writers.roomyDesk();

    static Stream<BadAnswer> all() {
        return Stream.concat(BadAnswer.written(), Mutation.all(SEED));
    }

    @Test
    void theCorpusIsLargeAndBroad() {
        assertThat(all()).hasSizeGreaterThanOrEqualTo(200);
        assertThat(BadAnswer.written()).hasSizeGreaterThanOrEqualTo(100);
        assertThat(Mutation.all(SEED))
                .hasSizeGreaterThanOrEqualTo(100)
                .containsExactlyElementsOf(Mutation.all(SEED).toList());
        assertThat(all().map(BadAnswer::kind).distinct()).hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void nearlyAllRecoverableAnswersAreReadWithoutAskingAgain() {
        // Given
        List<BadAnswer> recoverable = all().filter(BadAnswer::recoverable).toList();

        // When
        Map<String, int[]> byKind = new TreeMap<>();
        Map<String, Integer> byRung = new TreeMap<>();
        List<String> missed = new ArrayList<>();
        for (BadAnswer answer : recoverable) {
            WritingSession session = told(answer);
            boolean good = session.decision() == WritingDecision.FINISHED
                    && titles(session).equals(answer.titles());
            session.finish().llm().repairs().forEach((rung, count) -> byRung.merge(rung, count, Integer::sum));
            int[] counts = byKind.computeIfAbsent(answer.kind(), kind -> new int[2]);
            counts[0] += good ? 1 : 0;
            counts[1]++;
            if (!good) {
                missed.add(answer + ": " + session.decision() + " " + titles(session) + " " + answer.body());
            }
        }

        // Then
        byKind.forEach((kind, counts) -> System.out.println(kind + ": " + counts[0] + " of " + counts[1]));
        System.out.println("by rung, the others raw: " + byRung);
        System.out.println("recovered " + (recoverable.size() - missed.size()) + " of " + recoverable.size());
        assertThat(missed).as("recoverable answers that were not recovered").hasSizeLessThanOrEqualTo((int)
                (recoverable.size() * (1 - WANTED)));
    }

    static Stream<BadAnswer> unrecoverable() {
        return all().filter(answer -> !answer.recoverable());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unrecoverable")
    void anAnswerThatCannotBeUsedFailsForItsReason(BadAnswer answer) {
        WritingSession session = told(answer);

        assertThat(session.decision()).isNotEqualTo(WritingDecision.FINISHED);
        assertThat(titles(session)).isEqualTo(answer.titles());
        assertThat(reason(answer)).isEqualTo(answer.reason());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void noSceneOfAnotherShapePasses(BadAnswer answer) {
        for (StoryPart part : told(answer).script().parts()) {
            assertThat(part.content().path("scenes")).hasSizeLessThanOrEqualTo(answer.asked());
            part.content().path("scenes").forEach(SceneShape::assertExact);
        }
    }

    private static WritingSession told(BadAnswer answer) {
        WritingSession session = DESK.open("story-a", Writers.brief(answer.asked()));
        session.nextRequest();
        session.accept(200, answer.body(), null);
        return session;
    }

    private static List<String> titles(WritingSession session) {
        return session.script().parts().stream()
                .flatMap(part -> part.content().path("scenes").findValuesAsText("title").stream())
                .toList();
    }

    private static String reason(BadAnswer answer) {
        ChatReply reply = ChatReply.of(200, answer.body(), null, Writers.CLOCK);
        if (reply instanceof ChatReply.NoRetry refusal) {
            return refusal.kind().name();
        }
        if (!(reply instanceof ChatReply.Content content)) {
            return reply instanceof ChatReply.Unusable
                    ? "NO_WORDS"
                    : reply.getClass().getSimpleName();
        }
        Script script = new Script(Writers.brief(answer.asked()), new TokenBudget(4096));
        ReplyJudge.Judgement judgement = Writers.judge().judge(Part.STORY, script, content);
        return judgement.isGood() ? "SHORTFALL" : judgement.flaw().name();
    }
}
