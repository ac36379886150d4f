package io.showrunner.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption.Origin;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdleMemoryTest {
    private final HotSpotDiagnosticMXBean java = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    private final Map<String, String> before = Map.of(
            "MaxHeapFreeRatio", value("MaxHeapFreeRatio"),
            "MinHeapFreeRatio", value("MinHeapFreeRatio"),
            "G1PeriodicGCInterval", value("G1PeriodicGCInterval"));

    @AfterEach
    void putBack() {
        java.setVMOption("MaxHeapFreeRatio", before.get("MaxHeapFreeRatio"));
        java.setVMOption("MinHeapFreeRatio", before.get("MinHeapFreeRatio"));
        java.setVMOption("G1PeriodicGCInterval", before.get("G1PeriodicGCInterval"));
    }

    @Test
    void aHeapThatIsMostlyFreeIsMadeSmallerWhileNothingHappens() {
        IdleMemory.keepSmall();

        assertThat(value("MaxHeapFreeRatio")).isEqualTo("30");
        assertThat(value("MinHeapFreeRatio")).isEqualTo("10");
        assertThat(value("G1PeriodicGCInterval")).isEqualTo("15000");
    }

    @ParameterizedTest
    @CsvSource({"DEFAULT, true", "ERGONOMIC, true", "MANAGEMENT, true", "VM_CREATION, false", "ENVIRON_VAR, false"})
    void whatWasChosenForThisProcessStays(Origin origin, boolean changed) {
        assertThat(IdleMemory.mayChange(origin)).isEqualTo(changed);
    }

    private String value(String option) {
        return java.getVMOption(option).getValue();
    }
}
