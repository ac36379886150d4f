package io.showrunner.writer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.brief.Brief;
import io.showrunner.llm.ChatReply;
import io.showrunner.llm.JsonRepair;
import io.showrunner.story.ClipTokens;
import io.showrunner.story.ReviewReport;
import io.showrunner.story.ReviewReport.Remark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes over what a model rewrites in a story after it has seen it whole: prompts of its own that are as good as any prompt must
 * be, keep everybody in the picture and do not grow beyond what CLIP reads at a time. Everything else stays.
 */
final class StoryReviewer {
    private final StorySchema schema;
    private final PictureCheck pictures;

    StoryReviewer(StorySchema schema, PictureCheck pictures) {
        this.schema = schema;
        this.pictures = pictures;
    }

    /** Changes the script as far as the answer is good for it. */
    ReviewReport read(ChatReply reply, Script script) {
        if (!(reply instanceof ChatReply.Content content)) {
            return ReviewReport.failed(why(reply));
        }
        JsonNode shape = schema.document(Part.Kind.REVIEW);
        Optional<JsonNode> review = JsonRepair.read(content.text()).map(found -> ReplyShape.of(found.json(), shape));
        List<String> complaints = review.map(json -> schema.complaints(Part.Kind.REVIEW, json))
                .orElse(List.of("the reply holds no JSON object"));
        if (!complaints.isEmpty()) {
            return ReviewReport.failed(String.join("; ", complaints));
        }
        List<Remark> remarks = new ArrayList<>();
        for (JsonNode weak : review.orElseThrow().path("weak")) {
            int number = weak.path("scene").asInt();
            if (number <= script.count()) {
                remarks.add(remark(Part.scene(number), weak, script));
            }
        }
        return ReviewReport.of(remarks);
    }

    private static String why(ChatReply reply) {
        if (reply instanceof ChatReply.Unusable unusable) {
            return unusable.reason();
        }
        if (reply instanceof ChatReply.Retry retry) {
            return retry.reason();
        }
        if (reply instanceof ChatReply.NoRetry refusal) {
            return refusal.message();
        }
        return reply instanceof ChatReply.DropStreaming refusal
                ? refusal.reason()
                : ((ChatReply.DropResponseFormat) reply).reason();
    }

    private Remark remark(Part scene, JsonNode weak, Script script) {
        String before = script.scene(scene.scene()).prompt();
        String after = weak.path("prompt").asText();
        Optional<String> refused = refusal(scene, before, after, script);
        if (refused.isEmpty()) {
            script.take(new StoryPart(scene.id(), rewritten(scene, after, script)));
        }
        return new Remark(
                scene.id(), weak.path("why").asText(), refused.isEmpty() ? before : null, refused.orElse(null));
    }

    private Optional<String> refusal(Part scene, String before, String after, Script script) {
        if (script.given(scene.scene()).prompt() != null) {
            return Optional.of("the prompt is the brief's own");
        }
        if (after.isBlank() || after.equals(before)) {
            return Optional.of("there is no other prompt");
        }
        if (!ClipTokens.fits(after) && ClipTokens.in(after) > ClipTokens.in(before)) {
            return Optional.of("it is longer than CLIP reads at a time");
        }
        for (Brief.Character character : script.design().castWith(script.brief().characters())) {
            if (before.contains(character.name()) && !after.contains(character.name())) {
                return Optional.of(character.name() + " is not in it any more");
            }
        }
        JsonNode content = rewritten(scene, after, script);
        List<String> invalid = schema.complaints(content, script.given(scene.scene()));
        return invalid.isEmpty()
                ? pictures.complaint(scene, script, content).map(ReplyJudge.Complaint::words)
                : Optional.of(String.join("; ", invalid));
    }

    /** The scene as it was delivered last, with another prompt. */
    private static ObjectNode rewritten(Part scene, String prompt, Script script) {
        ObjectNode content = null;
        for (StoryPart part : script.parts()) {
            if (part.id().equals(scene.id())) {
                content = part.content().deepCopy();
            } else if (part.id().equals(Part.STORY.id())
                    && part.content().path("scenes").has(scene.scene() - 1)) {
                content = part.content().path("scenes").get(scene.scene() - 1).deepCopy();
            }
        }
        if (content == null) {
            throw new IllegalStateException(scene.id() + " was not delivered");
        }
        return content.put("prompt", prompt);
    }
}
