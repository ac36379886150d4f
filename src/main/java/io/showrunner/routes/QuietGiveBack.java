package io.showrunner.routes;

import org.apache.camel.builder.RouteConfigurationBuilder;

/**
 * A message that is given back is nothing to worry about: the routes without a configuration of their own pass it on to
 * their edge without an error line and a stack trace for each step on the way.
 */
final class QuietGiveBack extends RouteConfigurationBuilder {
    @Override
    public void configuration() {
        routeConfiguration()
                .onException(GivenBack.class)
                .maximumRedeliveries(0)
                .logExhausted(false)
                .logStackTrace(false);
    }
}
