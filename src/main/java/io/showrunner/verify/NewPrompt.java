package io.showrunner.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.showrunner.comfyui.ServerFile;
import io.showrunner.manifest.SceneManifest;
import io.showrunner.story.Json;
import io.showrunner.story.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The workflow of a published scene under a prompt id of its own: the same graph, but its files go into a folder that no
 * prompt has used, so that the server writes them anew.
 */
final class NewPrompt {
    private final String promptId = UUID.randomUUID().toString();
    private final String folder;
    private final ObjectNode workflow;

    private NewPrompt(SceneManifest manifest, ObjectNode workflow) {
        String before = folderOf(manifest.workflow().filenamePrefix());
        this.folder = before.substring(0, before.lastIndexOf('/') + 1) + promptId;
        this.workflow = workflow;
        replaceTexts(before + "/", folder + "/");
    }

    /** @throws RerenderFailed when the workflow that was kept is not the one that was posted */
    static NewPrompt of(SceneManifest manifest, Path story) throws IOException {
        Path file = story.resolve(manifest.workflow().file());
        if (!Sha256.hex(file).equals(manifest.workflow().fileSha256())) {
            throw new RerenderFailed(file + " is not the workflow that was posted: it has changed since");
        }
        return new NewPrompt(manifest, Json.read(file, ObjectNode.class));
    }

    String promptId() {
        return promptId;
    }

    /** True for a file in the prompt's folder or below it; the server gives names of its own to previews. */
    boolean wrote(ServerFile file) {
        return file.type().equals("temp") || (file.subfolder().replace('\\', '/') + "/").startsWith(folder + "/");
    }

    ObjectNode workflow() {
        return workflow;
    }

    /** The server has the picture under another name. */
    void renameUpload(String before, String now) {
        replaceTexts(before, now);
    }

    private void replaceTexts(String start, String with) {
        for (JsonNode node : workflow) {
            ObjectNode inputs = (ObjectNode) node.get("inputs");
            inputs.properties().stream()
                    .filter(input -> input.getValue().isTextual())
                    .filter(input -> input.getValue().textValue().startsWith(start))
                    .toList()
                    .forEach(input -> inputs.set(
                            input.getKey(),
                            TextNode.valueOf(with + input.getValue().textValue().substring(start.length()))));
        }
    }

    private static String folderOf(String prefix) {
        return prefix.substring(0, prefix.lastIndexOf('/'));
    }
}
