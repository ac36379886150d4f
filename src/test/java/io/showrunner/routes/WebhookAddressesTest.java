package io.showrunner.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookAddressesTest {
    private final WebhookAddresses addresses = new WebhookAddresses(SystemDefaultDnsResolver.INSTANCE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.170.2",
                "100.100.100.200",
                "168.63.129.16",
                "fd00:ec2::254",
                "fd20:ce::254",
                "fe80::1",
                "0.0.0.0",
                "0.1.2.3",
                "::",
                "224.0.0.1",
                "ff02::1",
                "255.255.255.255",
                "::ffff:169.254.169.254",
                "::169.254.169.254",
                "64:ff9b::169.254.169.254",
                "64:ff9b::a9fe:a9fe"
            })
    void noReceiverLivesHere(String address) {
        assertThatThrownBy(() -> addresses.resolve(address))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageStartingWith("webhooks are not posted to ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "::1",
                "192.168.50.192",
                "10.0.0.7",
                "172.17.0.1",
                "fd12:3456::7",
                "203.0.113.9",
                "2001:db8::9",
                "64:ff9b::203.0.113.9",
                "169.253.255.255",
                "223.255.255.255"
            })
    void aReceiverMayLiveHere(String address) throws UnknownHostException {
        assertThat(addresses.resolve(address)).containsExactly(InetAddress.getByName(address));
    }

    @Test
    void oneRefusedAddressOfSeveralIsEnough() {
        WebhookAddresses two = new WebhookAddresses(new FixedNames("203.0.113.9", "169.254.169.254"));

        assertThatThrownBy(() -> two.resolve("hooks.example")).isInstanceOf(UnknownHostException.class);
    }
}
