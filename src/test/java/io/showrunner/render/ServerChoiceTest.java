package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.config.FleetSettings.Strategy;
import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.config.Settings.SceneSettings;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.Hold;
import io.showrunner.fleet.NodeCatalogues;
import io.showrunner.fleet.Probe;
import io.showrunner.fleet.SceneRate;
import io.showrunner.story.Json;
import io.showrunner.story.Priority;
import io.showrunner.story.SceneMessage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerChoiceTest {
    private static final Probe IDLE = new Probe(0, 20_000L, 24_576L, "0.3.64");

    @TempDir
    Path folder;

    private RenderHome home;
    private Fleet fleet;

    @BeforeEach
    void aWaitingSceneAndTwoIdleServers() {
        home = new RenderHome(folder, RenderHome.request("smoke"), Priority.NORMAL);
        fleet = new Fleet(List.of(server("gpu0"), server("gpu1")), Strategy.LEAST_LOADED, home.clock);
        fleet.answered("gpu0", IDLE);
        fleet.answered("gpu1", IDLE);
    }

    @Test
    void aSceneThatFellSilentGoesToAnotherServerWhenThereIsOne() throws Exception {
        // Given
        ServerChoice servers = new ServerChoice(fleet, home.jobs());
        RenderTurn turn = turn();
        turn.shunned = "gpu0";

        // When
        String other = servers.lease(turn).instance().id();
        fleet.hold("gpu1", Hold.DRAINING, "asked for");
        String same = servers.lease(turn).instance().id();

        // Then
        assertThat(other).isEqualTo("gpu1");
        assertThat(same).isEqualTo("gpu0");
    }

    @Test
    void aSceneThatWaitedForAFullServerSaysSo() throws Exception {
        // Given
        SceneDispatcher dispatcher = dispatcher(new SceneRate(0, System::nanoTime));
        RenderTurn turn = turn();
        List.of("gpu0", "gpu1").forEach(id -> fleet.hold(id, Hold.SATURATED, "6 prompts in its queue"));
        dispatcher.lease(turn);
        dispatcher.prepare(turn);
        assertThat(turn).returns(false, RenderTurn::isPrepared);

        // When
        fleet.admit("gpu1", Hold.SATURATED);
        dispatcher.lease(turn);
        dispatcher.prepare(turn);

        // Then
        assertThat(turn).returns(true, RenderTurn::isPrepared).returns("gpu1", RenderTurn::instanceId);
        assertThat(turn.readings.measured().notes())
                .containsExactly("QUEUE_BACKPRESSURE: it waited while gpu0 had 6 prompts in its queue");
    }

    @Test
    void noSceneBeginsBeyondTheLimitOfTheHour() throws Exception {
        // Given
        SceneRate rate = new SceneRate(1, System::nanoTime);
        SceneDispatcher dispatcher = dispatcher(rate);
        assertThat(rate.tryBegin()).isTrue();
        RenderTurn turn = turn();

        // When
        dispatcher.lease(turn);
        dispatcher.prepare(turn);

        // Then
        assertThat(turn).returns(false, RenderTurn::isPrepared).returns(true, RenderTurn::wantsAttempt);
        assertThat(Duration.ofMillis(turn.pauseMillis())).isPositive();
        rate.didNotBegin();
        dispatcher.prepare(turn);
        assertThat(turn).returns(true, RenderTurn::isPrepared);
        assertThat(rate.tryBegin()).isFalse();
    }

    private RenderTurn turn() {
        return new SceneRenderer(
                        home.store, home.jobs(), fleet, new PromptLog(), job -> List.of(), settings(), home.clock)
                .take(Json.write(SceneMessage.of(home.scene())));
    }

    private SceneDispatcher dispatcher(SceneRate rate) {
        return new SceneDispatcher(
                home.store,
                home.jobs(),
                fleet,
                new NodeCatalogues(fleet, home.clock),
                new PromptFollowers(followed -> {}, forgotten -> {}),
                rate,
                settings(),
                home.clock,
                System::nanoTime);
    }

    private static SceneSettings settings() {
        return RenderHome.settings(Duration.ofMinutes(10), 300, Duration.ofMinutes(30));
    }

    private static InstanceSettings server(String id) {
        return new InstanceSettings(id, URI.create("http://127.0.0.1:8188"), 2, null);
    }
}
