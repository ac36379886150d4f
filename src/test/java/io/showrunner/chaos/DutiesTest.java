package io.showrunner.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DutiesTest {
    @Test
    void theLastWordOfALogAboutADutyCounts() {
        // Given
        String log = """
                12:00:00.000 INFO  InstanceLeases  instance=gpu0 is driven by this node
                12:00:00.001 INFO  InstanceLeases  instance=gpu1 is driven by this node
                12:00:01.000 INFO  LeaderGate  this node leads the cluster
                12:00:02.000 INFO  InstanceLeases  instance=gpu1 is handed to another node when its prompts are done
                """;

        // When // Then
        assertThat(Duties.in(log)).containsExactlyInAnyOrder("gpu0", Duties.TO_LEAD);
        assertThat(Duties.in(log + "12:00:03.000 INFO  LeaderGate  this node does not lead the cluster any more\n"))
                .containsExactly("gpu0");
    }
}
