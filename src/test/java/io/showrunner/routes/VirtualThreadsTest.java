package io.showrunner.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VirtualThreadsTest {
    private static final String CAMEL_KEY = "camel.threads.virtual.enabled";

    private String before;

    @BeforeEach
    void remember() {
        before = System.getProperty(CAMEL_KEY);
        System.clearProperty(CAMEL_KEY);
    }

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(CAMEL_KEY);
        } else {
            System.setProperty(CAMEL_KEY, before);
        }
    }

    @ParameterizedTest
    @CsvSource(
            value = {"17.0.9, null", "23, null", "24, true", "25.0.1, true"},
            nullValues = "null")
    void areUsedWhereTheyDoNotPin(String java, String enabled) {
        VirtualThreads.chooseFor(Runtime.Version.parse(java));

        assertThat(System.getProperty(CAMEL_KEY)).isEqualTo(enabled);
    }

    @Test
    void aChoiceThatAPersonMadeStays() {
        System.setProperty(CAMEL_KEY, "false");

        VirtualThreads.chooseFor(Runtime.Version.parse("25"));

        assertThat(System.getProperty(CAMEL_KEY)).isEqualTo("false");
    }
}
