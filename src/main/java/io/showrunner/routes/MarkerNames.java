package io.showrunner.routes;

import org.apache.camel.Exchange;
import org.apache.camel.processor.aggregate.AbstractListAggregationStrategy;

/** Aggregates the markers of a story into the list of their file names. */
public final class MarkerNames extends AbstractListAggregationStrategy<String> {

    @Override
    public String getValue(Exchange exchange) {
        return exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class);
    }

    @Override
    public Exchange aggregate(Exchange before, Exchange marker) {
        Exchange all = super.aggregate(before, marker);
        all.setVariable("storyId", marker.getVariable("storyId"));
        return all;
    }
}
