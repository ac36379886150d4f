package io.showrunner.routes;

import io.showrunner.routes.ConsumerGate.Holder;
import io.showrunner.story.Stage;
import io.showrunner.story.StageHolds;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.RouteDefinition;

/**
 * Keeps the routes of a held stage from taking work: those whose {@code group} is the stage's word. A route that is held
 * when it is added, at the start or by a swap, does not take a single message.
 */
final class StageGate extends ModelLifecycleStrategySupport {
    private final CamelContext context;
    private final StageHolds holds;
    private final ConsumerGate gate;

    StageGate(CamelContext context, StageHolds holds, ConsumerGate gate) {
        this.context = context;
        this.holds = holds;
        this.gate = gate;
        holds.onChange(this::apply);
    }

    /** Applies every hold; to be called when routes were loaded or swapped. */
    void applyAll() {
        List.of(Stage.values()).forEach(this::apply);
    }

    @Override
    public void onAddRouteDefinition(RouteDefinition route) {
        if (route.getGroup() != null
                && Stage.find(route.getGroup()).filter(holds::isHeld).isPresent()) {
            gate.hold(route.getRouteId(), Holder.STAGE);
        }
        if (gate.isHeld(route.getRouteId())) {
            route.setAutoStartup("false");
        }
    }

    private void apply(Stage stage) {
        boolean held = holds.isHeld(stage);
        for (RouteDefinition route :
                context.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions()) {
            if (stage.word().equals(route.getGroup())) {
                if (held) {
                    gate.hold(route.getRouteId(), Holder.STAGE);
                } else {
                    gate.admit(route.getRouteId(), Holder.STAGE);
                }
            }
        }
    }
}
