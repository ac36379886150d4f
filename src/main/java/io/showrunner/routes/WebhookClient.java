package io.showrunner.routes;

import java.time.Duration;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;

/**
 * How a webhook is called: once, within a time, without following a redirect, and only at addresses that a receiver can have.
 * The address is judged where the connection is made, so a name that changes its address meanwhile gains nothing. Thread-safe.
 */
public final class WebhookClient implements HttpClientConfigurer {
    private final Duration longest;
    private final DnsResolver addresses;

    /** @param longest from the request to the last byte of the reply */
    WebhookClient(Duration longest) {
        this(longest, SystemDefaultDnsResolver.INSTANCE);
    }

    WebhookClient(Duration longest, DnsResolver names) {
        this.longest = longest;
        this.addresses = new WebhookAddresses(names);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        new ReplyBounds(longest).configureHttpClient(builder);
        builder.disableRedirectHandling()
                .disableAutomaticRetries()
                .setConnectionManagerShared(false)
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(addresses)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(longest))
                                .build())
                        .build());
    }
}
