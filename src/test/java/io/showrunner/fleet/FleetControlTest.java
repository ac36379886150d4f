package io.showrunner.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.config.BreakerSettings;
import io.showrunner.config.FleetSettings.Strategy;
import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.story.RecordLocks;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetControlTest {
    private static final Probe IDLE = new Probe(0, 20_000L, 24_576L, "0.3.64");
    private static final InstanceSettings GPU0 = server("gpu0", 8188);
    private static final InstanceSettings GPU1 = server("gpu1", 8189);

    @TempDir
    private Path folder;

    private final Parts parts = new Parts();
    private int unfinishedScenes;

    /** The routes and sockets, as far as the decisions see them. */
    private final class Parts implements InstanceParts {
        private final List<String> made = new ArrayList<>(List.of("gpu0"));
        private int scenesInHand;

        @Override
        public void add(InstanceSettings instance) {
            made.add(instance.id());
            breakers.add(instance.id());
        }

        @Override
        public void remove(String instanceId) {
            made.remove(instanceId);
            breakers.remove(instanceId);
        }

        @Override
        public int scenesInHand(String instanceId) {
            return scenesInHand;
        }
    }

    private Fleet fleet;
    private Breakers breakers;

    @Test
    void anAddedServerGetsScenesOnceItHasAnswered() throws Exception {
        // Given
        FleetControl control = start();

        // When
        ServerView added = control.add(GPU1);

        // Then
        assertThat(added.source()).startsWith("added at run time");
        assertThat(added.instance().state()).isEqualTo(InstanceState.UNKNOWN);
        assertThat(fleet.inDoubt()).contains("gpu1");
        assertThat(parts.made).containsExactly("gpu0", "gpu1");
        fleet.answered("gpu1", IDLE);
        assertThat(fleet.lease("smoke", Duration.ZERO, Set.of())).isPresent();
    }

    @Test
    void anIdOrAnAddressThatIsTakenIsRefused() {
        FleetControl control = start();

        assertThatThrownBy(() -> control.add(server("gpu0", 9999))).isInstanceOf(FleetRefused.class);
        assertThatThrownBy(() -> control.add(server("other", 8188)))
                .hasMessageContaining("gpu0 at http://127.0.0.1:8188");
        assertThat(parts.made).containsExactly("gpu0");
    }

    @Test
    void aServerIsRemovedOnlyWhenItIsDrainedAndEmptyAndNotTheLast() throws Exception {
        // Given
        FleetControl control = start();
        control.add(GPU1);
        fleet.answered("gpu1", IDLE);
        Lease lease = fleet.lease("smoke", Duration.ZERO, Set.of()).orElseThrow();

        // When, Then
        refused(control, "gpu1", "drain it first");
        control.drain("gpu1");
        refused(control, "gpu1", "a prompt of ours is on it");
        fleet.release(lease);
        parts.scenesInHand = 1;
        refused(control, "gpu1", "1 scene is not finished");
        parts.scenesInHand = 0;
        unfinishedScenes = 2;
        refused(control, "gpu1", "2 scenes are not finished");
        unfinishedScenes = 0;
        control.remove("gpu1");
        assertThat(parts.made).containsExactly("gpu0");
        assertThat(fleet.find("gpu1")).isEmpty();
        control.drain("gpu0");
        refused(control, "gpu0", "last server");
    }

    @Test
    void aDrainedServerGetsNoSceneAlsoAfterARestartUntilItIsResumed() throws Exception {
        // Given
        start().drain("gpu0");

        // When
        FleetControl control = start();
        fleet.answered("gpu0", IDLE);

        // Then
        assertThat(control.one("gpu0").instance())
                .returns(InstanceState.DRAINING, InstanceView::state)
                .satisfies(view -> assertThat(view.message()).contains("drained since"));
        assertThat(fleet.lease("smoke", Duration.ZERO, Set.of())).isEmpty();
        control.resume("gpu0");
        assertThat(fleet.lease("smoke", Duration.ZERO, Set.of())).isPresent();
    }

    @Test
    void whatIsLaterHeardOfARemovedServerIsIgnored() {
        FleetControl control = start();
        control.add(GPU1);
        control.drain("gpu1");
        control.remove("gpu1");

        fleet.answered("gpu1", IDLE);
        fleet.missed("gpu1", "refused");
        fleet.doubt("gpu1");

        assertThat(fleet.views()).extracting(InstanceView::id).containsExactly("gpu0");
        assertThatThrownBy(() -> control.one("gpu1"))
                .isInstanceOfSatisfying(
                        FleetRefused.class, why -> assertThat(why.isUnknown()).isTrue())
                .hasMessageContaining("gpu0");
    }

    @Test
    void whatIsDecidedOnAnotherNodeIsDoneHere() throws Exception {
        // Given
        FleetControl control = start();
        FleetRecord other = record();
        fleet.answered("gpu0", IDLE);
        Lease lease = fleet.lease("any", Duration.ZERO, Set.of()).orElseThrow();

        // When
        other.drain("gpu0");
        other.add(GPU1);
        control.follow();
        List<InstanceView> drained = fleet.views();
        other.remove("gpu0");
        control.follow();
        List<InstanceView> busy = fleet.views();
        fleet.release(lease);
        control.follow();

        // Then
        assertThat(drained)
                .extracting(InstanceView::state)
                .containsExactly(InstanceState.DRAINING, InstanceState.UNKNOWN);
        assertThat(busy).extracting(InstanceView::state).containsExactly(InstanceState.DRAINING, InstanceState.UNKNOWN);
        assertThat(fleet.views()).extracting(InstanceView::id).containsExactly("gpu1");
        assertThat(parts.made).containsExactly("gpu1");
    }

    @Test
    void whatIsResumedOnAnotherNodeGetsPromptsHere() {
        // Given
        FleetControl control = start();
        fleet.answered("gpu0", IDLE);
        control.drain("gpu0");

        // When
        record().resume("gpu0");
        control.follow();

        // Then
        assertThat(fleet.isUp("gpu0")).isTrue();
    }

    private static void refused(FleetControl control, String id, String why) {
        assertThatThrownBy(() -> control.remove(id))
                .isInstanceOf(FleetRefused.class)
                .hasMessageContaining(why);
    }

    private FleetControl start() {
        FleetRecord record = record();
        fleet = new Fleet(record.instances(), Strategy.LEAST_LOADED, Clock.systemUTC());
        breakers = new Breakers(new BreakerSettings(5, Duration.ofMinutes(1)), fleet, Clock.systemUTC());
        breakers.add("gpu0");
        FleetControl control =
                new FleetControl(fleet, record, breakers, parts, id -> unfinishedScenes, id -> Optional.empty());
        control.restore();
        return control;
    }

    private FleetRecord record() {
        return new FleetRecord(
                folder.resolve("fleet.json"), List.of(GPU0), RecordLocks.ofThisProcess(), Clock.systemUTC());
    }

    private static InstanceSettings server(String id, int port) {
        return new InstanceSettings(id, URI.create("http://127.0.0.1:" + port), 2, null);
    }
}
