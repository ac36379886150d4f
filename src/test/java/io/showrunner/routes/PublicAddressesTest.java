package io.showrunner.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.UnknownHostException;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {
    private static final Set<String> ALLOWED = Set.of("hooks.lan");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.9",
                "100.64.0.1",
                "::1",
                "fd12::1",
                "64:ff9b::a00:1"
            })
    void aPrivateAddressIsForHostsThatAreAllowed(String address) throws UnknownHostException {
        PublicAddresses addresses = new PublicAddresses(new FixedNames(address), ALLOWED);

        assertThat(addresses.resolve("HOOKS.lan")).hasSize(1);
        assertThatThrownBy(() -> addresses.resolve("stranger.example"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("showrunner.callback.hosts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "100.128.0.1", "2001:db8::1"})
    void aPublicAddressIsForEverybody(String address) throws UnknownHostException {
        assertThat(new PublicAddresses(new FixedNames(address), ALLOWED).resolve("stranger.example"))
                .hasSize(1);
    }
}
