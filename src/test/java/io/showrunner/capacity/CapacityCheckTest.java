package io.showrunner.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityCheckTest {
    private static final Machine DEV = new Machine(8, 32_100, 492);

    @Test
    void aMachineThatNearlyHasWhatTheProfileSaysDoesNotDiffer() {
        assertThat(check(new TestSettings(), DEV).differences(1)).isEmpty();
    }

    @Test
    void everythingThatLacksIsNamedWithBothFigures() {
        CapacityCheck staging = check(new TestSettings().with("capacity.profile", "staging"), DEV);

        assertThat(staging.differences(1))
                .containsExactly(
                        "the machine has 8 processors, the profile has 16",
                        "the machine has 32100 MB of memory, the profile has 65536",
                        "the disk of the stories has 492 GB, the profile has 1000",
                        "there are 1 ComfyUI servers, the profile has 2");
    }

    @Test
    void moreServersThanTheProfileAllowsAreADifference() {
        assertThat(check(new TestSettings(), DEV).differences(2))
                .containsExactly("there are 2 ComfyUI servers, more than the 1 that the profile allows");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    fleet.min-available-vram | 2000MB | is 2000 MB, the profile has 3000; the setting counts
                    fleet.max-queue-depth    | 9      | is 9 prompts, the profile has 5; the setting counts
                    llm.max-tokens           | 800    | is 800 tokens, the profile has 500; the setting counts
                    forecast.scene-time-from | 50s    | is 50 s, the profile has 45; the setting counts
                    """)
    void aSettingThatSaysSomethingElseCountsAndIsNamed(String key, String value, String words) {
        assertThat(check(new TestSettings().with(key, value), DEV).differences(1))
                .containsExactly("showrunner." + key + " " + words);
    }

    @Test
    void aCardWithLessThanNineteenTwentiethsOfItsMemoryIsNamed() {
        CapacityCheck check = check(new TestSettings(), DEV);

        assertThat(check.card("gpu0", 23_346L)).contains("gpu0 has 23346 MB of video memory, the profile has 24576 MB");
        assertThat(check.card("gpu0", 23_348L)).isEmpty();
        assertThat(check.card("gpu0", null)).isEmpty();
    }

    @Test
    void withoutAProfileNothingIsCompared() {
        assertThat(CapacityCheck.of(new TestSettings().load())).isEmpty();
    }

    private static CapacityCheck check(TestSettings settings, Machine machine) {
        var loaded = settings.load();
        String name = loaded.capacity().profile().orElse("dev");
        return new CapacityCheck(new Profiles(Path.of(""), 3000).read(name), loaded, stories -> machine);
    }
}
