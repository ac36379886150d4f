package io.showrunner.telemetry;

import static io.showrunner.telemetry.IdleCause.BREAKER;
import static io.showrunner.telemetry.IdleCause.COPY;
import static io.showrunner.telemetry.IdleCause.DISPATCH;
import static io.showrunner.telemetry.IdleCause.LLM_LATE;
import static io.showrunner.telemetry.IdleCause.LOW_VRAM;
import static io.showrunner.telemetry.IdleCause.NO_WORK;
import static io.showrunner.telemetry.IdleCause.PAUSED;
import static io.showrunner.telemetry.IdleCause.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.fleet.Hold;
import io.showrunner.fleet.Standing;
import io.showrunner.telemetry.IdleRules.Load;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class IdleRulesTest {
    private static final Load NOTHING = new Load(0, 0, false, false);
    private static final WorkAhead SCENES = new WorkAhead(3, 2, false, false, 0, false);
    private static final WorkAhead BRIEFS = new WorkAhead(0, 2, false, false, 0, false);

    @Test
    void aServerThatDoesNotAnswerIsTheCauseWhateverElseIs() {
        Standing silent = new Standing("gpu0", false, Set.of(Hold.BREAKER, Hold.DRAINING), true, 1, 0, 0);

        assertThat(IdleRules.cause(silent, NOTHING, SCENES)).isEqualTo(SERVER);
    }

    @Test
    void workForOthersIsTheServersCauseAlsoWhileOursWaitsBehindIt() {
        assertThat(IdleRules.cause(with(1), new Load(1, 1, false, false), SCENES))
                .isEqualTo(SERVER);
    }

    @ParameterizedTest
    @CsvSource({"HUNG, SERVER", "SATURATED, SERVER", "BREAKER, BREAKER", "LOW_VRAM, LOW_VRAM", "DRAINING, PAUSED"})
    void eachHoldIsACause(Hold hold, IdleCause cause) {
        assertThat(IdleRules.cause(held(hold), NOTHING, SCENES)).isEqualTo(cause);
        assertThat(IdleRules.cause(held(hold), NOTHING, WorkAhead.NOTHING))
                .as("without any work too")
                .isEqualTo(cause);
    }

    @ParameterizedTest
    @EnumSource(
            value = Hold.class,
            names = {"LOW_VRAM", "DRAINING"})
    void theFirstCauseCounts(Hold lesser) {
        assertThat(IdleRules.cause(held(Hold.HUNG, Hold.BREAKER, lesser), NOTHING, SCENES))
                .isEqualTo(SERVER);
        assertThat(IdleRules.cause(held(Hold.BREAKER, lesser), NOTHING, SCENES)).isEqualTo(BREAKER);
        assertThat(IdleRules.cause(held(Hold.LOW_VRAM, lesser), NOTHING, SCENES))
                .isEqualTo(LOW_VRAM);
    }

    @Test
    void aBreakerOnTrialIsTheCauseWhileThereIsSomethingToTry() {
        Standing onTrial = new Standing("gpu0", true, Set.of(), true, 0, 0, 0);

        assertThat(IdleRules.cause(onTrial, NOTHING, SCENES)).isEqualTo(BREAKER);
        assertThat(IdleRules.cause(onTrial, NOTHING, WorkAhead.NOTHING)).isEqualTo(NO_WORK);
    }

    @Test
    void lowMemoryIsTheCauseWhileASceneWaitsForIt() {
        Load low = new Load(0, 0, false, true);

        assertThat(IdleRules.cause(with(1), low, SCENES)).isEqualTo(LOW_VRAM);
        assertThat(IdleRules.cause(with(0), low, WorkAhead.NOTHING)).isEqualTo(NO_WORK);
    }

    @Test
    void aHeldRenderStageIsTheCauseBeforeTheScenesThatWait() {
        assertThat(IdleRules.cause(with(0), NOTHING, new WorkAhead(3, 0, true, false, 0, false)))
                .isEqualTo(PAUSED);
    }

    @Test
    void scenesThatCouldGoThereAreOurDoing() {
        assertThat(IdleRules.cause(with(1), NOTHING, WorkAhead.NOTHING)).isEqualTo(DISPATCH);
        assertThat(IdleRules.cause(with(0), NOTHING, SCENES)).isEqualTo(DISPATCH);
    }

    @Test
    void theLimitOfTheHourPausesUnlessAPromptIsThereAlready() {
        WorkAhead limited = new WorkAhead(3, 0, false, false, 0, true);

        assertThat(IdleRules.cause(with(1), NOTHING, limited)).isEqualTo(PAUSED);
        assertThat(IdleRules.cause(with(1), new Load(1, 0, false, false), limited))
                .isEqualTo(DISPATCH);
        assertThat(IdleRules.cause(with(0), NOTHING, new WorkAhead(0, 0, false, false, 0, true)))
                .isEqualTo(NO_WORK);
    }

    @Test
    void whileTheLanguageModelHasTheCardItIsWhatScenesWaitFor() {
        assertThat(IdleRules.cause(held(Hold.LENT), NOTHING, SCENES)).isEqualTo(LLM_LATE);
        assertThat(IdleRules.cause(held(Hold.LENT), NOTHING, WorkAhead.NOTHING)).isEqualTo(NO_WORK);
    }

    @Test
    void thePictureThatIsUploadedIsTheCauseBeforeTheSceneThatNeedsIt() {
        assertThat(IdleRules.cause(with(1), new Load(0, 0, true, false), SCENES))
                .isEqualTo(COPY);
    }

    @Test
    void withoutScenesTheWriterIsLateUnlessPeopleHoldIt() {
        assertThat(IdleRules.cause(with(0), NOTHING, BRIEFS)).isEqualTo(LLM_LATE);
        assertThat(IdleRules.cause(with(0), NOTHING, new WorkAhead(0, 2, false, true, 0, false)))
                .isEqualTo(PAUSED);
        assertThat(IdleRules.cause(with(0), NOTHING, new WorkAhead(0, 2, false, false, 1, false)))
                .as("what is paused could be rendered")
                .isEqualTo(PAUSED);
    }

    @Test
    void otherwiseThereIsNoWork() {
        assertThat(IdleRules.cause(with(0), NOTHING, WorkAhead.NOTHING)).isEqualTo(NO_WORK);
    }

    private static Standing with(int prompts) {
        return new Standing("gpu0", true, Set.of(), false, prompts, 0, 0);
    }

    private static Standing held(Hold... holds) {
        return new Standing("gpu0", true, EnumSet.copyOf(List.of(holds)), false, 0, 0, 0);
    }
}
