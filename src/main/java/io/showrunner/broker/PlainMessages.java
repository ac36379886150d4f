package io.showrunner.broker;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.DefaultMessage;
import org.apache.camel.support.RoutePolicySupport;

/**
 * Gives the routes that take from a queue body and headers in a message that is cheap to copy. Camel copies the message at
 * every step that asks a bean for something, and each copy of a JMS message asks the broker's client for what the copy
 * does not have, at the price of an exception.
 */
final class PlainMessages extends RoutePolicySupport implements RoutePolicyFactory {
    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode node) {
        return node instanceof RouteDefinition route
                        && route.getInput().getEndpointUri().startsWith("jms:")
                ? this
                : null;
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        Message taken = exchange.getMessage();
        Message plain = new DefaultMessage(exchange.getContext());
        plain.setBody(taken.getBody());
        plain.setHeaders(taken.getHeaders());
        exchange.setMessage(plain);
    }
}
