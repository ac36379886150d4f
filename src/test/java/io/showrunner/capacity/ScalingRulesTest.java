package io.showrunner.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.capacity.ScalingStep.Action;
import io.showrunner.config.ScalingSettings;
import io.showrunner.fleet.BreakerView;
import io.showrunner.fleet.InstanceState;
import io.showrunner.fleet.InstanceView;
import io.showrunner.fleet.ServerView;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Target 15 minutes, patience 2, cooldown 5, at least one server, at most four; a server may go below 3 minutes. */
class ScalingRulesTest {
    private static final ScalingSettings SETTINGS = new ScalingSettings(
            List.of("/bin/scale"),
            Optional.empty(),
            Duration.ofSeconds(30),
            Duration.ofMinutes(15),
            0.2,
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            1);

    private final ScalingRules rules = new ScalingRules(SETTINGS, 4);
    private final List<ServerView> servers = new ArrayList<>(List.of(busy("gpu0")));
    private Instant now = Instant.parse("2026-11-26T09:00:00Z");
    private ScalingState state = ScalingState.START;

    @Test
    void aBacklogThatStaysTooLongAsksForAsManyServersAsItNeeds() {
        assertThat(look(40.0).action()).isEqualTo(Action.NONE);
        passes(1);
        assertThat(look(40.0).action()).isEqualTo(Action.NONE);
        passes(1);

        ScalingStep step = look(40.0);

        assertThat(step.action()).isEqualTo(Action.UP);
        assertThat(step.wanted()).isEqualTo(3);
        assertThat(step.arguments()).containsExactly("up", "3");
        assertThat(step.why()).isEqualTo("a backlog of 20 scenes, 40 minutes; the target is 15 minutes");
    }

    @Test
    void oneShortMomentBeginsTheWaitAnew() {
        look(40.0);
        passes(1);
        look(10.0);
        passes(1);

        assertThat(look(40.0).action()).isEqualTo(Action.NONE);
    }

    @Test
    void whileAServerHasNothingToDoAnotherWouldNotHelp() {
        servers.add(idle("gpu1", "configuration"));

        assertThat(waitFor(40.0).action()).isEqualTo(Action.NONE);
    }

    @Test
    void nothingIsChangedWithinTheCooldown() {
        waitFor(40.0);
        state = state.changed(now);
        passes(4);
        assertThat(look(40.0).action()).isEqualTo(Action.NONE);
        passes(1);

        assertThat(look(40.0).action()).isEqualTo(Action.UP);
    }

    @Test
    void neverMoreAreAskedForThanTheProfileAllows() {
        assertThat(waitFor(1000.0).wanted()).isEqualTo(4);

        servers.addAll(
                List.of(busy("gpu1"), busy("gpu2"), server("gpu3", "added at run time x", InstanceState.DOWN, 0)));
        ScalingStep step = look(1000.0);

        assertThat(step.action()).isEqualTo(Action.NONE);
        assertThat(step.why()).contains("no more than 4 servers");
    }

    @Test
    void workThatNoServerCanDoIsTooLong() {
        BacklogWatch.View stuck = new BacklogWatch.View(5, 0, null, null, null, now);
        rules.next(stuck, servers, state, now);
        passes(2);

        ScalingStep step = rules.next(stuck, servers, state, now);

        assertThat(step.action()).isEqualTo(Action.UP);
        assertThat(step.wanted()).isEqualTo(2);
    }

    @Test
    void anUnknownLengthChangesNothing() {
        assertThat(waitFor(null).action()).isEqualTo(Action.NONE);
    }

    @Test
    void ofTheIdleServersTheOneThatWasAddedLastGoes() {
        servers.add(idle("gpu1", "configuration"));
        servers.add(idle("early", "added at run time 2026-11-26T07:00:00Z"));
        servers.add(idle("late", "added at run time 2026-11-26T08:00:00Z"));

        ScalingStep step = waitFor(1.0);

        assertThat(step.action()).isEqualTo(Action.DRAIN);
        assertThat(step.instance()).isEqualTo("late");
    }

    @Test
    void aServerThatWorksOrTheLastOneStays() {
        servers.set(0, idle("gpu0", "configuration"));
        assertThat(waitFor(0.0).action()).isEqualTo(Action.NONE);

        servers.set(0, busy("gpu0"));
        servers.add(busy("gpu1"));
        assertThat(look(1.0).why()).contains("something to do");
    }

    @Test
    void aDrainedServerIsRemovedAndTriedAgainAfterTheCooldownUntilSomebodyKnows() {
        servers.add(server("late", "added at run time x", InstanceState.DRAINING, 1));
        state = state.leaving("late", now);

        ScalingStep step = look(1.0);

        assertThat(step.action()).isEqualTo(Action.DOWN);
        assertThat(step.arguments()).containsExactly("down", "late");

        servers.remove(1);
        state = state.leftFleet(now);
        passes(4);
        assertThat(look(1.0).action()).isEqualTo(Action.NONE);
        passes(1);
        assertThat(look(1.0).action()).isEqualTo(Action.DOWN);
    }

    @Test
    void aServerThatIsDrainedIsKeptWhenTheBacklogGrows() {
        servers.add(server("late", "added at run time x", InstanceState.DRAINING, 1));
        state = state.leaving("late", now);

        assertThat(waitFor(40.0).action()).isEqualTo(Action.RESUME);
    }

    /** The backlog is as long for as long as it takes. */
    private ScalingStep waitFor(Double minutes) {
        look(minutes);
        passes(2);
        return look(minutes);
    }

    private ScalingStep look(Double minutes) {
        return rules.next(new BacklogWatch.View(20, 1, minutes, minutes, "measured", now), servers, state, now);
    }

    private void passes(int minutes) {
        now = now.plus(Duration.ofMinutes(minutes));
    }

    private static ServerView busy(String id) {
        return server(id, "configuration", InstanceState.UP, 1);
    }

    private static ServerView idle(String id, String source) {
        return server(id, source, InstanceState.UP, 0);
    }

    private static ServerView server(String id, String source, InstanceState state, int leases) {
        InstanceView view = new InstanceView(
                id, URI.create("http://" + id), state, 2, leases, leases, 20_000L, 24_576L, "0.3.64", null, null);
        return new ServerView(view, source, (String) null, null, (BreakerView) null);
    }
}
