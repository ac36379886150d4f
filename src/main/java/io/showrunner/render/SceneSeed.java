package io.showrunner.render;

import io.showrunner.story.Sha256;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The seed of one attempt: the first 8 bytes, as an unsigned number, of the SHA-256 of
 * {@code showrunner-seed:<base>:<scene>:<attempt>}. The same on every machine and in every version, different for every
 * scene and attempt. Without a base seed the story's id stands in, so each story draws its own.
 */
final class SceneSeed {
    private SceneSeed() {}

    /** The same, unless a person wants a seed for the scene: its first attempt has just that one, and later ones draw from it. */
    static BigInteger of(BigInteger ofScene, BigInteger base, String storyId, String sceneId, int attempt) {
        return ofScene != null && attempt <= 1
                ? ofScene
                : of(ofScene == null ? base : ofScene, storyId, sceneId, attempt);
    }

    /** 0 to 2^64-1. A re-dispatch keeps the attempt's seed, so that it renders the same pictures. */
    static BigInteger of(BigInteger base, String storyId, String sceneId, int attempt) {
        String start = base == null ? storyId : base.toString();
        String text = "showrunner-seed:" + start + ":" + sceneId + ":" + attempt;
        byte[] digest = Sha256.of(text.getBytes(StandardCharsets.UTF_8));
        return new BigInteger(1, Arrays.copyOf(digest, Long.BYTES));
    }
}
