package io.showrunner.brief;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.config.NearestName;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What a schema cannot say about a brief. Asked only about a brief that its schema allows. */
final class BriefRules {
    private static final Pattern WEB = Pattern.compile("(?i)https?:.*");
    private static final Pattern LEAVES_HOME = Pattern.compile("/.*|.*[\\\\:].*|(.*/)?\\.\\.(/.*)?|.*//.*");

    private final Supplier<Set<String>> workflows;
    private final Predicate<String> takesKeyframe;

    /**
     * @param workflows the names of the workflow templates there are now
     * @param takesKeyframe whether the template of a name starts from a picture
     */
    BriefRules(Supplier<Set<String>> workflows, Predicate<String> takesKeyframe) {
        this.workflows = workflows;
        this.takesKeyframe = takesKeyframe;
    }

    List<Problem> problems(JsonNode brief) {
        List<Problem> problems = new ArrayList<>();
        if (brief.has("briefId")) {
            String id = brief.get("briefId").textValue();
            SafeName.refusal(id).ifPresent(rule -> problems.add(Problem.of("briefId", Excerpt.quoted(id), rule)));
        }
        checkWorkflow(brief, problems);
        checkCounts(brief, problems);
        checkKeyframes(brief, problems);
        checkDeadline(brief, problems);
        checkCallback(brief, problems);
        return problems;
    }

    private void checkWorkflow(JsonNode brief, List<Problem> problems) {
        if (!brief.has("workflow")) {
            return;
        }
        String name = brief.get("workflow").textValue();
        Set<String> known = workflows.get();
        if (!known.contains(name)) {
            Optional<String> meant = NearestName.likely(name, known);
            String all = known.isEmpty()
                    ? "there are none"
                    : String.join(", ", known.stream().sorted().toList());
            problems.add(Problem.of(
                    "workflow",
                    Excerpt.quoted(name),
                    meant.map(nearest -> "there is no such workflow template; did you mean " + nearest + "?")
                            .orElse("it must be the name of a workflow template: " + all)));
        } else if (isStoryboard(brief) && !takesKeyframe.test(name)) {
            problems.add(
                    Problem.of(
                            "workflow",
                            Excerpt.quoted(name),
                            "with storyboard: true it makes the film of the pictures, so it must take a keyframe, as svd-img2vid does"));
        }
    }

    private static void checkCounts(JsonNode brief, List<Problem> problems) {
        int given = brief.path("scenes").size();
        int scenes = BriefBinder.sceneCount(brief);
        if (given > scenes) {
            problems.add(Problem.of(
                    "scenes", "a list of " + given, "it must not have more scenes than sceneCount says, " + scenes));
        }
        int keyframes = brief.path("keyframes").size();
        if (keyframes > scenes) {
            problems.add(Problem.of(
                    "keyframes", "a list of " + keyframes, "it must not have more than one for each scene, " + scenes));
        }
    }

    private static boolean isStoryboard(JsonNode brief) {
        return brief.path("storyboard").asBoolean();
    }

    private static void checkKeyframes(JsonNode brief, List<Problem> problems) {
        boolean brings =
                brief.path("keyframes").size() > 0 || brief.path("scenes").findValue("keyframe") != null;
        if (isStoryboard(brief) && brings) {
            problems.add(Problem.of(
                    "storyboard",
                    "true together with keyframes",
                    "it draws the pictures itself; leave one of the two out"));
        }
        for (int i = 0; i < brief.path("keyframes").size(); i++) {
            checkKeyframe("keyframes[" + i + "]", brief.get("keyframes").get(i).textValue(), problems);
        }
        for (int i = 0; i < brief.path("scenes").size(); i++) {
            JsonNode keyframe = brief.get("scenes").get(i).path("keyframe");
            if (keyframe.isTextual()) {
                checkKeyframe("scenes[" + i + "].keyframe", keyframe.textValue(), problems);
            }
        }
    }

    private static void checkKeyframe(String field, String keyframe, List<Problem> problems) {
        if (WEB.matcher(keyframe).matches()) {
            problems.add(Problem.of(
                    field,
                    Excerpt.quoted(keyframe),
                    "pictures are not fetched from the web; save it below the home, for example in keyframes/, and give"
                            + " that path"));
        } else if (LEAVES_HOME.matcher(keyframe).matches()) {
            problems.add(Problem.of(
                    field,
                    Excerpt.quoted(keyframe),
                    "it must be a path below the home or the inbox, without .. and with / between its parts"));
        }
    }

    private static void checkDeadline(JsonNode brief, List<Problem> problems) {
        if (!brief.has("deadline")) {
            return;
        }
        String deadline = brief.get("deadline").textValue();
        try {
            OffsetDateTime.parse(deadline);
        } catch (DateTimeException e) {
            problems.add(Problem.of(
                    "deadline",
                    Excerpt.quoted(deadline),
                    "it must be a time with its offset, such as 2026-12-24T18:00:00Z"));
        }
    }

    private static void checkCallback(JsonNode brief, List<Problem> problems) {
        if (brief.has("callbackUrl") && !isWebAddress(brief.get("callbackUrl").textValue())) {
            problems.add(Problem.of(
                    "callbackUrl",
                    Excerpt.quoted(brief.get("callbackUrl").textValue()),
                    "it must be an http or https address with a host and without a user name"));
        }
    }

    private static boolean isWebAddress(String address) {
        try {
            URI uri = new URI(address);
            return WEB.matcher(address).matches() && uri.getHost() != null && uri.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
