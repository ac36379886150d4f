package io.showrunner.routes;

import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;

/**
 * A route of a file that names no route configuration has no error handler: a failure in it travels to the route that called it,
 * until it comes to an edge that says who handles it. The context's default cannot do this, because Camel prefers it to
 * that of a route configuration.
 */
final class ErrorsAtTheEdge extends ModelLifecycleStrategySupport {

    @Override
    public void onAddRouteDefinition(RouteDefinition route) {
        boolean isFromFile = route.getResource() != null || Boolean.TRUE.equals(route.isTemplate());
        if (isFromFile && route.getRouteConfigurationId() == null) {
            route.setErrorHandlerFactory(new NoErrorHandlerDefinition());
        }
    }
}
