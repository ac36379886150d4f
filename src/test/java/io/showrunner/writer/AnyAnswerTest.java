package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.SceneSpec;
import io.showrunner.story.Story;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever bytes come, the writer decides what to do next, soon, and what passes has the right shape. */
class AnyAnswerTest {
    private static final int CASES = 2_000;
    /** Of processor time, which says the same however much else the machine has to do. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final ThreadMXBean THIS_THREAD = ManagementFactory.getThreadMXBean();
    private static final WritingDesk AT_ONCE = Writers.roomyDesk();
    private static final WritingDesk PART_BY_PART = Writers.desk(500, Writers.LM_STUDIO);
    private static final List<String> SPLINTERS = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            "'",
            "\\",
            ",",
            ":",
            "“",
            "”",
            "```",
            "<think>",
            "</think>",
            "//",
            "/*",
            "#",
            "null",
            "None",
            "NaN",
            "\u0000",
            "\u001b[31m",
            "\uFEFF",
            "\uD83D",
            "<|channel|>",
            "1e999",
            "\\u",
            "{{brief}}");

    @Test
    void damagedAnswersNeverThrowAndNeverPassInAnotherShape() {
        Random random = new Random(42);
        for (int i = 0; i < CASES; i++) {
            int scenes = 1 + random.nextInt(3);
            WritingSession session =
                    (random.nextBoolean() ? AT_ONCE : PART_BY_PART).open("story-a", Writers.brief(scenes));
            String words = damaged(Mutation.story(random, scenes).toString(), random);
            String body = random.nextInt(4) == 0
                    ? damaged(BadAnswer.body(words, false, "stop"), random)
                    : BadAnswer.body(words, random.nextInt(8) == 0, random.nextBoolean() ? "stop" : "length");

            session.nextRequest();
            WritingDecision decision = session.accept(200, bytes(body, random), null);

            assertThat(decision).as(body).isNotNull();
            assertWhole(session, scenes);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{", "[", "{\"", "\"\\\"", "```", "{[", "<think>", "“", "{“", "{'", "‘{", "\\\"{", "{/*", "[1e9,",
                "{\"a\":"
            })
    void repetitionsWithoutEndAreJudgedSoon(String repeated) {
        String words = "{" + repeated.repeat(190_000 / repeated.length());
        WritingSession session = AT_ONCE.open("story-a", Writers.brief(2));
        session.nextRequest();

        long start = THIS_THREAD.getCurrentThreadCpuTime();
        WritingDecision decision = session.accept(200, BadAnswer.body(words, false, "stop"), null);

        assertThat(decision).isEqualTo(WritingDecision.ASK);
        assertThat(Duration.ofNanos(THIS_THREAD.getCurrentThreadCpuTime() - start))
                .isLessThan(SOON);
    }

    private static void assertWhole(WritingSession session, int scenes) {
        for (StoryPart part : session.script().parts()) {
            if (Part.of(part.id()).kind() == Part.Kind.STORY) {
                part.content().path("scenes").forEach(SceneShape::assertExact);
            }
        }
        Story story = session.finish();
        assertThat(story.logline()).hasSizeBetween(1, 200);
        assertThat(story.scenes())
                .extracting(SceneSpec::id)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, scenes)
                        .mapToObj("scene-%03d"::formatted)
                        .toList());
        assertThat(story.scenes())
                .allSatisfy(scene ->
                        assertThat(scene.prompt()).hasSizeBetween(20, 500).doesNotContain("\u0000", "\u001b"));
    }

    private static String damaged(String text, Random random) {
        StringBuilder damaged = new StringBuilder(text);
        for (int i = random.nextInt(4); i >= 0 && damaged.length() > 1; i--) {
            int at = random.nextInt(damaged.length());
            int end = Math.min(damaged.length(), at + random.nextInt(30));
            switch (random.nextInt(4)) {
                case 0 -> damaged.delete(at, Math.max(end, at + 1));
                case 1 -> damaged.insert(at, SPLINTERS.get(random.nextInt(SPLINTERS.size())));
                case 2 -> damaged.insert(at, damaged.substring(at, end));
                default -> damaged.setLength(Math.max(1, damaged.length() - random.nextInt(40)));
            }
        }
        return damaged.toString();
    }

    /** As the route reads them, sometimes with one bit turned. */
    private static String bytes(String text, Random random) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(3) == 0) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
