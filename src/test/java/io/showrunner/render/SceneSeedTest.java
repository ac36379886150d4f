package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SceneSeedTest {
    private static final BigInteger BASE = BigInteger.valueOf(42);

    @Test
    void theSeedOfASceneNeverChangesBetweenVersions() {
        assertThat(SceneSeed.of(BASE, "story-a", "scene-001", 1)).isEqualTo(new BigInteger("11180659394831153156"));
    }

    @Test
    void everySceneAndAttemptHasItsOwnWithinTheRange() {
        // Given
        Set<BigInteger> seeds = new HashSet<>();

        // When
        for (int scene = 1; scene <= 100; scene++) {
            for (int attempt = 1; attempt <= 10; attempt++) {
                seeds.add(SceneSeed.of(BASE, "story-a", "scene-%03d".formatted(scene), attempt));
            }
        }

        // Then
        assertThat(seeds).hasSize(1_000).allMatch(seed -> seed.signum() >= 0 && seed.bitLength() <= 64);
        assertThat(seeds).anyMatch(seed -> seed.bitLength() == 64);
    }

    @Test
    void theBaseSeedDecidesAndTheStoryDoesNot() {
        assertThat(SceneSeed.of(BASE, "story-a", "scene-001", 1))
                .isEqualTo(SceneSeed.of(BASE, "story-b", "scene-001", 1))
                .isNotEqualTo(SceneSeed.of(BigInteger.valueOf(43), "story-a", "scene-001", 1));
    }

    @Test
    void withoutBaseSeedEachStoryDrawsItsOwn() {
        assertThat(SceneSeed.of(null, "story-a", "scene-001", 1))
                .isEqualTo(SceneSeed.of(null, "story-a", "scene-001", 1))
                .isNotEqualTo(SceneSeed.of(null, "story-b", "scene-001", 1));
    }
}
