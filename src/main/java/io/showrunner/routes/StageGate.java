package io.showrunner.routes;

import io.showrunner.routes.ConsumerGate.Holder;
import io.showrunner.story.Stage;
import io.showrunner.story.StageHolds;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;

/** Keeps the routes of a held stage from taking work: those whose {@code group} is the stage's word. */
final class StageGate {
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
