package io.showrunner.llm;

import java.net.URI;
import java.net.URISyntaxException;

/** Where an OpenAI-compatible endpoint lists its models, which is the best sign of life all of them have. */
public final class HealthUrl {
    private HealthUrl() {}

    /** Where the server itself answers: the address without the path of the OpenAI API and without a query. */
    public static URI root(URI chatUrl) {
        return URI.create(derive(chatUrl).toString().replaceFirst("(/v1)?/models$", ""));
    }

    /** The one that is given, else the one that is derived. */
    public static URI of(URI given, URI chatUrl) {
        return given == null ? derive(chatUrl) : given;
    }

    /**
     * Derives it from the URL of the chat completions: {@code …/chat/completions} becomes {@code …/models}, {@code …/v1}
     * gets {@code /models}, anything else becomes {@code /v1/models}; a query is dropped.
     */
    public static URI derive(URI chatUrl) {
        String path = chatUrl.getPath() == null ? "" : chatUrl.getPath().replaceAll("/+$", "");
        String models = "/v1/models";
        if (path.endsWith("/chat/completions")) {
            models = path.substring(0, path.length() - "/chat/completions".length()) + "/models";
        } else if (path.endsWith("/v1")) {
            models = path + "/models";
        }
        try {
            return new URI(chatUrl.getScheme(), chatUrl.getAuthority(), models, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("cannot derive a health URL from " + chatUrl, e);
        }
    }
}
