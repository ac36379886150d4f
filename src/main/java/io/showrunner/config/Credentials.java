package io.showrunner.config;

import java.util.Map;

/**
 * {@code showrunner.llm.providers[n].api-key} and {@code api-key-file}.
 *
 * @param apiKeys by the ids of the providers that want one
 */
public record Credentials(Map<String, ApiKey> apiKeys) {
    /** Keeps a copy. */
    public Credentials {
        apiKeys = Map.copyOf(apiKeys);
    }

    /** The key of the provider. */
    public ApiKey of(String providerId) {
        return apiKeys.getOrDefault(providerId, ApiKey.NONE);
    }
}
