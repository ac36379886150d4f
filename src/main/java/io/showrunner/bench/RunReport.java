package io.showrunner.bench;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.showrunner.story.Json;
import java.util.Map;

/** What every run says that renders scenes. */
interface RunReport {
    int scenesExpected();

    int scenesPublished();

    Percentiles notifyMs();

    Percentiles publishMs();

    String java();

    int processors();

    /** True when every scene was published. */
    @JsonIgnore
    default boolean isComplete() {
        return scenesPublished() == scenesExpected();
    }

    /** One JSON object. */
    default String json() {
        return Json.write(this);
    }

    default void putScenes(Map<String, String> table) {
        table.put("scenes published / expected", scenesPublished() + " / " + scenesExpected());
    }

    default void putEnds(Map<String, String> table) {
        table.put("end on the server to known here", notifyMs().words());
        table.put("end on the server to published", publishMs().words());
    }

    default void putMachine(Map<String, String> table) {
        table.put("machine", processors() + " processors, Java " + java());
    }
}
