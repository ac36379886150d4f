package io.showrunner.config;

import java.net.URI;
import java.util.Locale;

/** How a provider is asked. */
public enum RequestFormat {
    /** By its URL: chat when it has {@code /v1/chat} or {@code /chat/completions} in it or ends with {@code /v1}, else direct. */
    AUTO,
    /** A chat completion, as OpenAI-compatible servers take it. */
    OPENAI_CHAT,
    /** {@code {"sceneCount": 3, "seed": 42}}, answered by a whole story; the brief's words are not sent. */
    DIRECT_JSON;

    /** How a provider at this URL is asked. */
    RequestFormat at(URI url) {
        if (this != AUTO) {
            return this;
        }
        String path = url.getPath() == null ? "" : url.getPath().replaceAll("/+$", "");
        boolean chat = path.contains("/v1/chat") || path.contains("/chat/completions") || path.endsWith("/v1");
        return chat || path.isEmpty() ? OPENAI_CHAT : DIRECT_JSON;
    }

    /** As settings and documents name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
