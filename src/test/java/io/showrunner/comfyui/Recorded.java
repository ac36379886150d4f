package io.showrunner.comfyui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Replies recorded from ComfyUI, under {@code src/test/resources/comfyui/}. */
public final class Recorded {
    /** The prompt that all recorded replies are about. */
    public static final String PROMPT_ID = "7f1c2a9e-5b1d-4c68-9a37-2f0f5d1f3b10";

    private Recorded() {}

    public static String reply(String file) {
        try (InputStream in = Recorded.class.getResourceAsStream("/comfyui/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
