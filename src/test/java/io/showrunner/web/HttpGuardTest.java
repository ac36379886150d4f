package io.showrunner.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class HttpGuardTest {
    private static final String HOST = "127.0.0.1";

    @Test
    void findsAFreePort() {
        assertThat(HttpGuard.port(TestHttp.at(HOST, 0))).isBetween(1, 65535);
    }

    @Test
    void namesThePortThatSomebodyElseHas() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            assertThatThrownBy(() -> HttpGuard.port(TestHttp.at(HOST, port)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("port " + port + " on 127.0.0.1 cannot be used")
                    .hasMessageContaining("set showrunner.http.port");
        }
    }

    @Test
    void namesTheAddressThatThisMachineDoesNotHave() {
        assertThatThrownBy(() -> HttpGuard.port(TestHttp.at("192.0.2.1", 0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("192.0.2.1 cannot be used");
    }
}
