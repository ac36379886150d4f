package io.showrunner.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What a command is about: a story, or one of its scenes.
 *
 * @param sceneId null when the whole story is meant
 */
record StoryPart(String storyId, String sceneId) {
    static final String LABEL = "ID[/SCENE]";

    /** Where the server has it. */
    String path() {
        String story = "/api/stories/" + ApiClient.segment(storyId);
        return sceneId == null ? story : story + "/scenes/" + ApiClient.segment(sceneId);
    }

    /** Reads {@code story-x} or {@code story-x/scene-001}. */
    static final class Converter implements ITypeConverter<StoryPart> {
        @Override
        public StoryPart convert(String text) {
            String[] ids = text.split("/", -1);
            if (ids.length > 2 || ids[0].isBlank() || ids[ids.length - 1].isBlank()) {
                throw new TypeConversionException("it must be like story-x or story-x/scene-001");
            }
            return new StoryPart(ids[0], ids.length == 2 ? ids[1] : null);
        }
    }
}
