package io.showrunner.assemble;

import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneSpec;
import java.util.List;

/** A scene with everything that happened to it. */
record SceneHistory(SceneSpec spec, SceneRecord record, List<Attempt> attempts) {

    /** The newest prompt; null when there was none. */
    Attempt newest() {
        return attempts.isEmpty() ? null : attempts.get(attempts.size() - 1);
    }
}
