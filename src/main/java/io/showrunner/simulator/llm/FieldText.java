package io.showrunner.simulator.llm;

import java.util.Locale;

/** What a story has to say for a field, by the field's name. */
record FieldText(Tale tale) {
    static final String DEFECTS = "blur, low resolution, watermark, text, bad anatomy, distortion, unrealistic, "
            + "oversaturated, undersaturated, motion blur";
    private static final int FRAMES = 25;

    /** The scene number counts from 1; 0 means the story as a whole. */
    String of(String field, int scene) {
        String name = field.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        if (scene > 0 && !tale.scenes().isEmpty()) {
            return ofScene(name, tale.scenes().get((scene - 1) % tale.scenes().size()), scene);
        }
        return switch (name) {
            case "storyid", "id" -> "story-" + Math.floorMod(tale.title().hashCode() * 31L + tale.seed(), 100_000L);
            case "directorsvision", "directorvision", "vision", "intent", "intention" -> tale.directorsVision();
            case "generator" -> "simulator";
            case "title", "name" -> tale.title();
            case "negativeprompt", "negative" -> DEFECTS;
            case "genre", "mood" -> "cinematic";
            case "place" -> "in and around one old house by the water";
            case "palette" ->
                tale.scenes().isEmpty() ? "" : tale.scenes().get(0).palette();
            default -> tale.logline();
        };
    }

    static double number(String field, int scene) {
        String name = field.toLowerCase(Locale.ROOT);
        if (name.contains("frame")) {
            return FRAMES;
        }
        return name.contains("duration") || name.contains("second") ? 4 : Math.max(1, scene);
    }

    private static String ofScene(String name, Tale.Scene scene, int number) {
        return switch (name) {
            case "id", "sceneid" -> String.format(Locale.ROOT, "scene-%03d", number);
            case "title", "name", "heading" -> scene.title();
            case "prompt", "imageprompt", "visual", "visualprompt", "positiveprompt" -> scene.prompt();
            case "mood", "tone", "atmosphere" -> scene.mood();
            case "cameramovement", "camera", "cameramotion", "movement" -> scene.cameraMovement();
            case "palette", "colors", "colours", "colorpalette", "colourpalette" -> scene.palette();
            case "negativeprompt", "negative" -> DEFECTS;
            case "scenes", "outline" -> scene.title() + ": " + scene.summary();
            default -> scene.summary();
        };
    }
}
