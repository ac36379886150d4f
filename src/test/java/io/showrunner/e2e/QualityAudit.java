package io.showrunner.e2e;

import static io.showrunner.e2e.AuditedDocument.ROUNDING;
import static io.showrunner.e2e.AuditedDocument.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** Compares the quality figures with the prompts that the servers had, the seeds in them, and the pictures on the disk. */
final class QualityAudit {
    private static final Pattern PIECE = Pattern.compile("[a-zA-Z]+|[0-9]|[^a-zA-Z0-9\\s]+");
    private static final int CHUNK = 75;

    private final AuditedDocument quality;
    private final Map<String, PromptEvidence> rendered;
    private final List<PromptEvidence> prompts;
    private final List<Path> frames;

    /**
     * @param rendered for each scene, in order, the prompt that its frames come from, or the last one
     * @param prompts those of the story
     */
    QualityAudit(
            AuditedDocument quality,
            Map<String, PromptEvidence> rendered,
            List<PromptEvidence> prompts,
            List<Path> frames) {
        this.quality = quality;
        this.rendered = new LinkedHashMap<>(rendered);
        this.prompts = prompts;
        this.frames = frames;
    }

    void compare() throws IOException {
        List<String> texts = rendered.values().stream()
                .map(prompt -> prompt.label().path("prompt").asText())
                .toList();
        List<BigInteger> seeds = rendered.values().stream()
                .map(prompt -> prompt.input("5", "seed").bigIntegerValue())
                .toList();
        quality.is("/ScenesMeetingFrameFloor", frames.size() / SmallBrief.FRAMES);
        quality.is("/DoneMarkerReliability", 1);
        quality.is(
                "/LongestPromptCharacters",
                texts.stream().mapToInt(String::length).max().orElseThrow());
        quality.is(
                "/LongestPromptTokens",
                texts.stream().mapToInt(QualityAudit::tokens).max().orElseThrow());
        assertThat(quality.size("/PromptTokens")).isEqualTo(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            quality.is("/PromptTokens/scene-%03d".formatted(i + 1), tokens(texts.get(i)));
        }
        quality.is(
                "/PromptsBeyondOneChunk",
                texts.stream().filter(text -> tokens(text) > CHUNK).count());
        quality.is("/DuplicatePrompts", duplicates(texts));
        quality.is("/DuplicateSeeds", duplicates(seeds));
        quality.is("/ScenesWithBlankFrames", 0);
        quality.is("/AttemptsFailedVerification", 0);
        for (Path frame : frames) {
            assertThat(isBlank(ImageIO.read(frame.toFile()))).as("%s", frame).isFalse();
        }
        latencies();
        quality.texts("/Notes", "tokens of prompts are estimated");
    }

    private void latencies() {
        List<Double> seconds = prompts.stream()
                .filter(PromptEvidence::succeeded)
                .map(PromptEvidence::secondsOnServer)
                .sorted()
                .toList();
        latency("/SceneLatencyP50Seconds", seconds.get((seconds.size() + 1) / 2 - 1));
        latency("/SceneLatencyP95Seconds", seconds.get(seconds.size() - 1));
    }

    /** The application's time begins before the post and ends after the last look. */
    private void latency(String path, double onServer) {
        quality.isBetween(path, onServer - ROUNDING, onServer + SOON.toSeconds());
    }

    /** As documented for English: one for six letters of a word or part of them, for a digit and for a run of punctuation. */
    private static int tokens(String text) {
        int tokens = 0;
        Matcher piece = PIECE.matcher(text);
        while (piece.find()) {
            boolean word = Character.isLetter(piece.group().charAt(0));
            tokens += word ? (piece.group().length() + 5) / 6 : 1;
        }
        return tokens;
    }

    private static long duplicates(List<?> values) {
        return values.stream()
                .filter(value -> Collections.frequency(values, value) > 1)
                .count();
    }

    private static boolean isBlank(BufferedImage picture) {
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                if (picture.getRGB(x, y) != picture.getRGB(0, 0)) {
                    return false;
                }
            }
        }
        return true;
    }
}
