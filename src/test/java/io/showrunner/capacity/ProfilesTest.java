package io.showrunner.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfilesTest {
    private static final int KNOB = 3000;

    @TempDir
    private Path home;

    private final Profiles shipped = new Profiles(Path.of(""), KNOB);

    @ParameterizedTest
    @CsvSource({"dev, 1, 1, 8, 32768, 500", "staging, 2, 1, 16, 65536, 1000", "production, 4, 2, 32, 262144, 4000"})
    void theShippedProfilesAreTheAskedForInstallations(
            String name, int gpus, int llmServers, int cores, int ram, int disk) {
        CapacityProfile profile = shipped.read(name);

        assertThat(profile.gpus()).isEqualTo(gpus);
        assertThat(profile.maxInstances()).isEqualTo(gpus);
        assertThat(profile.host()).isEqualTo(new CapacityProfile.Host(cores, ram, disk));
        assertThat(profile.gpu())
                .isEqualTo(new CapacityProfile.Gpu(
                        24_576,
                        2048,
                        KNOB,
                        new Range(14_000, 16_000),
                        1,
                        5,
                        Map.of(
                                "fast", new CapacityProfile.Preset(6144, 8192),
                                "standard", new CapacityProfile.Preset(8192, 12_288),
                                "cinematic", new CapacityProfile.Preset(12_288, 16_384))));
        assertThat(profile.scene())
                .isEqualTo(new CapacityProfile.Scene(new Range(45, 60), new Range(125, 137), 60, 1, 25, 1.0));
        assertThat(profile.llm()).isEqualTo(new CapacityProfile.Llm(llmServers, 3, new Range(45, 90), 500));
    }

    @Test
    void aCardHoldsAsManyScenesAsFitBesideTheSystemAndWhatStaysFree() {
        CapacityProfile.Gpu card = shipped.read("dev").gpu();

        assertThat(card.mostScenes(KNOB)).isEqualTo(1);
        assertThat(card.arithmetic(KNOB))
                .isEqualTo(
                        "(24576 MB - 2048 MB for the system - 3000 MB that stay free) / 16000 MB of the largest scene"
                                + " = 1");
        assertThat(card.mostScenes(24_000)).isZero();
    }

    @Test
    void aPresetFitsBesideTheSystemAsRecommendedOrJustOrNotAtAll() throws IOException {
        assertThat(shipped.read("dev").gpu().fits().values()).containsOnly("recommended");

        copy("dev", "\"vramTotalMB\": 24576", "\"vramTotalMB\": 12288");

        assertThatThrownBy(() -> new Profiles(home, KNOB).read("mine")).hasMessageContaining("do not fit on one card");
        copy("mine", "\"from\": 14000, \"to\": 16000", "\"from\": 5000, \"to\": 7000");
        assertThat(new Profiles(home, KNOB).read("mine").gpu().fits())
                .containsExactly(
                        entry("fast", "recommended"), entry("standard", "minimum"), entry("cinematic", "blocked"));
    }

    @Test
    void aProfileThatWantsMoreScenesOnACardThanFitIsRefusedWithTheArithmetic() throws IOException {
        copy("dev", "\"concurrentScenes\": 1", "\"concurrentScenes\": 2");

        assertThatThrownBy(() -> new Profiles(home, KNOB).read("mine"))
                .hasMessageContaining(
                        "mine.json cannot be used: 2 scenes at the same time do not fit on one card: (24576");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "gpus": 1                   | "gpus": 0                 | /gpus: must have a minimum value of 1
                    "gpus": 1                   | "gpus": 2                 | maxInstances 1 must not be less than the 2 gpus
                    "gpus": 1                   | "cards": 1                | : required property 'gpus' not found
                    {"from": 45, "to": 60}      | {"from": 60, "to": 45}    | 60.0 to 45.0 is no range
                    "frameMB": 1.0              | "frameMB": "much"         | /scene/frameMB: string found, number expected
                    """)
    void aWrongProfileIsRefusedWithItsFileAndTheReason(String right, String wrong, String reason) throws IOException {
        copy("dev", right, wrong);

        assertThatThrownBy(() -> new Profiles(home, KNOB).read("mine"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mine.json cannot be used: ")
                .hasMessageContaining(reason);
    }

    @Test
    void anUnknownProfileIsRefusedWithTheNearestAndAllNames() {
        assertThatThrownBy(() -> shipped.read("stagin"))
                .hasMessageContaining("did you mean staging?")
                .hasMessageContaining("[dev, production, staging]");
    }

    private void copy(String name, String right, String wrong) throws IOException {
        Path from = name.equals("mine") ? home : Path.of("");
        String text = Files.readString(from.resolve("config/profiles/" + name + ".json"));
        assertThat(text).contains(right);
        Files.createDirectories(home.resolve("config/profiles"));
        Files.createDirectories(home.resolve("config/schemas"));
        Files.copy(
                Path.of("config/schemas/capacity-profile.schema.json"),
                home.resolve("config/schemas/capacity-profile.schema.json"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(home.resolve("config/profiles/mine.json"), text.replace(right, wrong));
    }
}
