package io.showrunner.health;

import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.health.HealthReport.ProviderState;
import io.showrunner.llm.HealthUrl;
import io.showrunner.llm.ModelList;
import java.net.URI;

/** Judges one LLM endpoint by its list of models. */
final class ProviderAnswer {
    private ProviderAnswer() {}

    /** Where the endpoint lists its models. */
    static URI url(ProviderSettings provider) {
        return HealthUrl.of(provider.healthUrl(), provider.url());
    }

    static ProviderState of(ProviderSettings provider, HttpCalls.Reply reply) {
        ModelList list = ModelList.parse(reply.status(), reply.body());
        if (!list.healthy()) {
            return failed(provider, list.problem());
        }
        boolean present = list.offers(provider.model());
        return new ProviderState(
                provider.id(),
                url(provider),
                present ? Status.OK : Status.FAILED,
                reply.latency().toMillis(),
                list.models().size(),
                provider.model(),
                present,
                present ? null : list.missing(provider.model()),
                null,
                null);
    }

    static ProviderState failed(ProviderSettings provider, String problem) {
        return new ProviderState(
                provider.id(), url(provider), Status.FAILED, null, null, provider.model(), false, problem, null, null);
    }
}
