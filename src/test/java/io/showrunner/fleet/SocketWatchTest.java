package io.showrunner.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.config.FleetSettings.Strategy;
import io.showrunner.config.Settings.InstanceSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SocketWatchTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Contacts contacts = new Contacts(nanos::get);
    private final Fleet fleet = new Fleet(
            List.of(new InstanceSettings("gpu0", URI.create("http://127.0.0.1:8188"), 2, null)),
            Strategy.LEAST_LOADED,
            Clock.systemUTC());
    private final SocketWatch watch = new SocketWatch(fleet, contacts);

    @Test
    void namesTheServersWhoseWebsocketsAreOfNoUseUntilTheyAreAgain() {
        fleet.answered("gpu0", new Probe(0, 20_000L, 24_576L, "0.3.64"));
        contacts.socketHeard("gpu0");
        assertThat(watch.look()).isEmpty();

        nanos.addAndGet(Duration.ofSeconds(13).toNanos());
        assertThat(watch.look()).containsExactly("gpu0");

        contacts.socketHeard("gpu0");
        assertThat(watch.look()).isEmpty();
    }

    @Test
    void aServerThatIsDownHasNoWebsocketToSpeakOf() {
        contacts.socketHeard("gpu0");
        nanos.addAndGet(Duration.ofSeconds(13).toNanos());
        for (int i = 0; i < 3; i++) {
            fleet.missed("gpu0", "refused");
        }

        assertThat(watch.look()).isEmpty();
    }
}
