package io.showrunner.card;

import io.showrunner.card.Handover.Sight;
import io.showrunner.card.Handover.Step;
import io.showrunner.config.CardSettings;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.Hold;
import io.showrunner.fleet.InstanceState;
import io.showrunner.fleet.InstanceView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A card that a ComfyUI server shares with language models. While a model has it, the server is held: no lease is given, so
 * no prompt of ours can get there. Requests begin when the ledger lets them. Handed over by one thread; the rest is
 * thread-safe.
 */
public final class SharedCard {
    private static final Logger LOG = LoggerFactory.getLogger(SharedCard.class);

    private final String instance;
    private final List<ModelServer> models;
    private final Fleet fleet;
    private final Backlog backlog;
    private final CardSettings settings;
    private final LongSupplier nanos;
    private final CardLedger ledger;
    private Handover handover;
    private Step step = Step.WAIT;
    private volatile List<String> warnings = List.of();

    SharedCard(
            String instance,
            List<ModelServer> models,
            Fleet fleet,
            Backlog backlog,
            CardSettings settings,
            LongSupplier nanos) {
        this.instance = instance;
        this.models = models;
        this.fleet = fleet;
        this.backlog = backlog;
        this.settings = settings;
        this.nanos = nanos;
        this.ledger = new CardLedger(settings.patience(), nanos);
        fleet.hold(instance, Hold.LENT, "nobody has been given its card yet");
    }

    /** Id of the ComfyUI server. */
    public String instance() {
        return instance;
    }

    CardLedger ledger() {
        return ledger;
    }

    String event() {
        return "card " + instance;
    }

    /** What is to be said of the card in the documents of whoever uses it; empty when there is nothing. */
    Optional<String> warning() {
        return warnings.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", warnings));
    }

    boolean letBegin(Tenant llm) {
        return isGone() || ledger.begin(llm);
    }

    /** A server that was removed from the fleet leaves its card to the models. */
    private boolean isGone() {
        return fleet.find(instance).isEmpty();
    }

    /** True when the card is to be looked at because it changes hands, and nothing of ours is under way on it any more. */
    boolean isDue() {
        if (isGone()) {
            return false;
        }
        Optional<Tenant> next = ledger.look(demand());
        if (next.isPresent() && handover == null) {
            begin(next.get());
        }
        return next.isPresent() && ledger.isDrained(demand());
    }

    private Demand demand() {
        InstanceView server = fleet.view(instance);
        boolean mayRender = server.state() == InstanceState.UP || server.state() == InstanceState.LENT;
        int onServers = fleet.views().stream().mapToInt(InstanceView::leases).sum();
        return new Demand(server.leases(), mayRender ? Math.max(0, backlog.scenes() - onServers) : 0, backlog.briefs());
    }

    /** The hold comes before the last look at what is under way: after it nothing more can begin. */
    private void begin(Tenant next) {
        LOG.info("card={} goes to {}", instance, next);
        if (next.isLlm()) {
            fleet.hold(instance, Hold.LENT, "its card goes to " + next);
        }
        handover = new Handover(next, settings, nanos);
    }

    /** Ids of the language models that may be on the card. */
    public List<String> providers() {
        return models.stream().map(ModelServer::id).toList();
    }

    private Stream<ModelServer> leavers() {
        return models.stream().filter(model -> !isNext(model));
    }

    private boolean isNext(ModelServer model) {
        return model.id().equals(handover.to().provider());
    }

    private boolean isIn() {
        return models.stream().anyMatch(model -> isNext(model) && model.isLoaded());
    }

    /** True when the ComfyUI server is to clear its memory now. */
    public boolean wantsFree() {
        return step == Step.TELL && handover.to().isLlm();
    }

    /** Ids of the language models that are to be unloaded now. */
    public List<String> unloads() {
        return step == Step.TELL
                ? leavers().filter(ModelServer::canUnload).map(ModelServer::id).toList()
                : List.of();
    }

    /**
     * Everybody on the card was asked: decides what is next, and gives the card to its new tenant when it is free.
     *
     * @param systemStats the server's own words about its memory; null when it did not answer
     * @return true when the card has a new tenant
     */
    boolean judge(String systemStats) {
        InstanceView server = fleet.view(instance);
        boolean away = server.state() == InstanceState.DOWN && systemStats == null;
        if (systemStats == null && !away) {
            step = Step.WAIT;
            return false;
        }
        CardReading reading = away ? null : CardReading.of(systemStats).orElse(null);
        step = away ? Step.DONE : handover.look(new Sight(server.remoteDepth(), present(reading), isIn(), reading));
        if (step == Step.DONE) {
            handedOver(reading);
        }
        return step == Step.DONE;
    }

    private String present(CardReading reading) {
        List<String> present = new ArrayList<>();
        if (handover.to().isLlm() && reading != null && !reading.isLeftByDiffusion()) {
            present.add("ComfyUI");
        }
        leavers()
                .filter(ModelServer::isLoaded)
                .map(model -> model.model() + " of " + model.id())
                .forEach(present::add);
        return String.join(" and ", present);
    }

    private void handedOver(CardReading reading) {
        Tenant tenant = handover.to();
        warnings = handover.warnings();
        handover = null;
        ledger.handedOver();
        if (tenant.isLlm()) {
            fleet.hold(instance, Hold.LENT, tenant + " has its card");
        } else {
            fleet.admit(instance, Hold.LENT);
        }
        LOG.info("card={} is with {}{}", instance, tenant, reading == null ? "" : "; " + reading.words(tenant));
        warnings.forEach(warning -> LOG.warn("card={} {}", instance, warning));
    }
}
