package io.showrunner.writer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.showrunner.config.Settings.ProviderSettings;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;

/**
 * What was learned of one endpoint, which is a model at a URL.
 *
 * @param can what it took or refused; what was not tried is not in it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EndpointFacts(URI url, String model, Map<Capability, Boolean> can) {

    /** Keeps a copy. */
    public EndpointFacts {
        can = can == null ? Map.of() : Map.copyOf(can);
    }

    static EndpointFacts nothing(ProviderSettings provider) {
        return new EndpointFacts(provider.url(), provider.model(), Map.of());
    }

    EndpointFacts with(Capability capability, boolean value) {
        Map<Capability, Boolean> more = new EnumMap<>(Capability.class);
        more.putAll(can);
        more.put(capability, value);
        return new EndpointFacts(url, model, more);
    }

    boolean isOf(ProviderSettings provider) {
        return url.equals(provider.url()) && model.equals(provider.model());
    }

    boolean isSound() {
        return url != null && model != null;
    }
}
