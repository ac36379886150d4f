package io.showrunner.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.fleet.InstanceState;
import io.showrunner.health.Readiness.Server;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReadinessTest {
    private static final Duration PROBES = Duration.ofSeconds(30);
    private static final Optional<String> HEARD = Optional.empty();
    private static final Server UP = new Server("gpu0", InstanceState.UP, null, age(3), HEARD);
    private static final Server DOWN = new Server("gpu1", InstanceState.DOWN, "connection refused", age(90), HEARD);

    @Test
    void isOkWithTheAgeOfEveryRoundTrip() {
        assertThat(judge(UP)).isEqualTo(new Readiness(Status.OK, "ok: gpu0 UP, last round trip 3 s ago"));
    }

    @Test
    void oneServerThatAnswersIsEnoughAndTheOtherIsNamedWithItsReason() {
        assertThat(judge(UP, DOWN))
                .isEqualTo(new Readiness(
                        Status.DEGRADED,
                        "degraded: gpu0 UP, last round trip 3 s ago;"
                                + " gpu1 DOWN, connection refused, last round trip 90 s ago"));
    }

    @Test
    void aServerOfAnotherNodeIsNoTroubleOfThisOne() {
        Server others = new Server("gpu0", InstanceState.ELSEWHERE, "another node drives it", age(3), HEARD);

        assertThat(judge(others)).isEqualTo(new Readiness(Status.OK, "ok: gpu0 ELSEWHERE, last round trip 3 s ago"));
    }

    @Test
    void isFailedWithoutAnyServer() {
        Server unknown = new Server("gpu0", InstanceState.UNKNOWN, "has not answered yet", Optional.empty(), HEARD);

        assertThat(judge(unknown, DOWN))
                .isEqualTo(new Readiness(
                        Status.FAILED,
                        "failed: no ComfyUI server can finish a scene; gpu0 UNKNOWN, has not answered yet;"
                                + " gpu1 DOWN, connection refused, last round trip 90 s ago"));
    }

    @ParameterizedTest
    @CsvSource({"45, OK", "46, FAILED"})
    void aServerThatNobodyHearsFromIsNotThereHoweverItWasLeft(int seconds, Status status) {
        assertThat(judge(new Server("gpu0", InstanceState.UP, null, age(seconds), HEARD))
                        .status())
                .isEqualTo(status);
    }

    @Test
    void aWebsocketThatIsOfNoUseOnlyDegrades() {
        Server deaf = new Server("gpu0", InstanceState.UP, null, age(3), Optional.of("its websocket is silent"));

        assertThat(judge(deaf))
                .isEqualTo(new Readiness(
                        Status.DEGRADED,
                        "degraded: gpu0, its websocket is silent: its prompts are followed by polling,"
                                + " last round trip 3 s ago"));
    }

    @ParameterizedTest
    @EnumSource(names = {"SATURATED", "LOW_VRAM", "DRAINING"})
    void aServerThatIsHeldFinishesWhatItHas(InstanceState state) {
        Readiness readiness = judge(new Server("gpu0", state, "why", age(3), HEARD));

        assertThat(readiness.status()).isEqualTo(Status.DEGRADED);
        assertThat(readiness.message()).contains("gpu0 " + state + ", why");
    }

    @Test
    void aCardThatALanguageModelHasForItsTurnIsNoTrouble() {
        assertThat(judge(new Server("gpu0", InstanceState.LENT, "a turn", age(3), HEARD))
                        .status())
                .isEqualTo(Status.OK);
    }

    @Test
    void nothingCanBeFinishedOnAFullDisk() {
        assertThat(Readiness.of(List.of(UP), PROBES, "disk full: 3 MB are free"))
                .isEqualTo(new Readiness(Status.FAILED, "failed: disk full: 3 MB are free"));
    }

    private static Readiness judge(Server... servers) {
        return Readiness.of(List.of(servers), PROBES, null);
    }

    private static Optional<Duration> age(int seconds) {
        return Optional.of(Duration.ofSeconds(seconds));
    }
}
