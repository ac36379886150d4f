package io.showrunner.card;

import io.showrunner.config.CardSettings;
import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.fleet.Fleet;
import io.showrunner.story.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The cards that language models share with ComfyUI servers; none when no provider of the settings shares one.
 * Thread-safe.
 */
public final class Cards {
    private final Map<String, SharedCard> byInstance = new LinkedHashMap<>();
    private final Map<String, SharedCard> byProvider = new LinkedHashMap<>();
    private final Map<String, ModelServer> models = new LinkedHashMap<>();
    private final Consumer<String> wake;

    /**
     * @param nanos a monotonic clock such as {@code System::nanoTime}
     * @param wake is told the name of a card's event when the card has a new tenant
     */
    public Cards(
            List<ProviderSettings> providers,
            CardSettings settings,
            Fleet fleet,
            Backlog backlog,
            LongSupplier nanos,
            Consumer<String> wake) {
        this.wake = wake;
        Map<String, List<ModelServer>> sharing = new LinkedHashMap<>();
        for (ProviderSettings provider : providers) {
            String instance = settings.shares().get(provider.id());
            if (instance != null) {
                models.put(provider.id(), new ModelServer(provider));
                sharing.computeIfAbsent(instance, id -> new ArrayList<>()).add(models.get(provider.id()));
            }
        }
        sharing.forEach((instance, all) -> {
            SharedCard card = new SharedCard(instance, List.copyOf(all), fleet, backlog, settings, nanos);
            byInstance.put(instance, card);
            all.forEach(model -> byProvider.put(model.id(), card));
        });
    }

    /** Ids of the language models that share a card. */
    public List<String> providers() {
        return List.copyOf(models.keySet());
    }

    /** Ids of the ComfyUI servers that share their cards. */
    public List<String> instances() {
        return List.copyOf(byInstance.keySet());
    }

    /** A request to this language model wants the card from now on, until its {@link #end}. */
    public LlmTurn ask(String providerId) {
        return new LlmTurn(byProvider.get(providerId), Tenant.llm(providerId));
    }

    /** The request was answered, or given up. */
    public void end(LlmTurn turn) {
        turn.end();
    }

    /** The cards that change hands and are to be looked at now. */
    public List<SharedCard> due() {
        return byInstance.values().stream().filter(SharedCard::isDue).toList();
    }

    /** Begins a look at what the server of this language model has in memory. */
    public ModelLook look(String providerId) {
        return new ModelLook(models.get(providerId));
    }

    /** Takes the server's answer. */
    public void answered(ModelLook look, int status, String body) {
        look.answered(status, body);
    }

    /** Takes note that the server does not answer. */
    public void away(ModelLook look, Exception why) {
        look.away(Reason.words(why));
    }

    /** The names under which the model is in its server's memory. */
    public List<String> loaded(String providerId) {
        return models.get(providerId).loaded();
    }

    /** Where the server is told to unload its model. */
    public String unloadPath(String providerId) {
        return models.get(providerId).unloadPath();
    }

    /** What it is told, by a name of {@link #loaded}. */
    public String unloadBody(String providerId, String name) {
        return models.get(providerId).unloadBody(name);
    }

    /** Everybody on the card was asked; {@code systemStats} is null when its ComfyUI server did not answer. */
    public void judge(SharedCard card, String systemStats) {
        if (card.judge(systemStats)) {
            wake.accept(card.event());
        }
    }

    /** One word for who has the server's card; empty when it is not shared. */
    public Optional<String> holder(String instanceId) {
        return Optional.ofNullable(byInstance.get(instanceId))
                .map(card -> card.ledger().holder().map(Tenant::word).orElse("nobody"));
    }

    /** What is to be said of the server's card in the documents of its scenes; empty when there is nothing. */
    public Optional<String> warning(String instanceId) {
        return Optional.ofNullable(byInstance.get(instanceId)).flatMap(SharedCard::warning);
    }

    /** How often the server's card changed hands since the start. */
    public long switches(String instanceId) {
        return byInstance.get(instanceId).ledger().switches();
    }
}
