package io.showrunner.web;

import io.showrunner.story.Stage;
import io.showrunner.story.StageHolds;
import io.showrunner.story.StageHolds.Hold;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A stage, for HTTP clients.
 *
 * @param held true when it takes no work
 * @param message one sentence for people: why it is held
 * @param holds every reason; the stage goes on when there is none left
 */
record StageAnswer(Stage stage, boolean held, String message, List<Hold> holds) {

    static List<StageAnswer> of(StageHolds holds, List<Stage> stages) {
        List<Hold> all = holds.all();
        return stages.stream()
                .map(stage -> of(
                        stage,
                        all.stream().filter(hold -> hold.stage() == stage).toList()))
                .toList();
    }

    private static StageAnswer of(Stage stage, List<Hold> holds) {
        String why = holds.stream().map(Hold::why).collect(Collectors.joining("; "));
        return new StageAnswer(
                stage, !holds.isEmpty(), holds.isEmpty() ? "takes work" : "takes no work: " + why, holds);
    }
}
