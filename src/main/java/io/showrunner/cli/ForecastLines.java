package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** When everything will be done, what that rests on, and when it last was wrong. */
final class ForecastLines {
    private ForecastLines() {}

    static List<String> of(ApiClient api) throws IOException {
        return of(api.get("/api/forecast?limit=1"));
    }

    static List<String> of(JsonNode forecast) {
        List<String> lines = new ArrayList<>();
        lines.add(Terminal.plain(forecast.path("line").asText()));
        if (forecast.path("backlog").isObject()) {
            lines.add(
                    Terminal.plain("  " + forecast.path("backlog").path("basis").asText() + "; "
                            + forecast.path("lastWrong").asText()));
        }
        JsonNode hour = forecast.path("scenesPerHour");
        if (hour.path("possible").isNumber()) {
            int executed = hour.path("executed").asInt();
            lines.add("  %d %s in the last hour, %.0f possible"
                    .formatted(
                            executed,
                            executed == 1 ? "scene" : "scenes",
                            hour.path("possible").asDouble()));
        }
        for (JsonNode each : forecast.path("expectations")) {
            if (each.path("deviation").isTextual()) {
                lines.add(Terminal.plain("  " + each.path("deviation").asText()));
            }
        }
        return lines;
    }
}
