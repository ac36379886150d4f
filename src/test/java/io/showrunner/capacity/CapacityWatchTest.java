package io.showrunner.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapacityWatchTest {
    private static final Machine DEV = new Machine(8, 32_100, 492);

    @TempDir
    private Path data;

    @Test
    void aCardIsComparedAsSoonAsItsServerAnswersAndAServerTooManyAsLongAsItIsThere() {
        // Given
        TestFleet servers = new TestFleet(data);
        CapacityCheck check = new CapacityCheck(
                new Profiles(Path.of(""), 3000).read("dev"), new TestSettings().load(), stories -> DEV);
        CapacityWatch watch = new CapacityWatch(Optional.of(check), servers.fleet);
        assertThat(watch.differences()).isEmpty();

        // When
        servers.answers("gpu0", 12_288);

        // Then
        assertThat(watch.differences()).containsExactly("gpu0 has 12288 MB of video memory, the profile has 24576 MB");
        servers.answers("gpu0", 24_576);
        servers.added("extra");
        assertThat(watch.differences()).singleElement().asString().contains("more than the 1");
        servers.control.drain("extra");
        servers.control.remove("extra");
        assertThat(watch.differences()).isEmpty();
    }

    @Test
    void withoutAProfileNothingIsCompared() {
        CapacityWatch watch = new CapacityWatch(Optional.empty(), new TestFleet(data).fleet);

        assertThat(watch.differences()).isEmpty();
        assertThat(watch.profile()).isEmpty();
    }
}
