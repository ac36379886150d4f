package io.showrunner.health;

import io.showrunner.health.HealthReport.Chat;
import io.showrunner.health.HealthReport.Disk;
import io.showrunner.health.HealthReport.GpuState;
import io.showrunner.health.HealthReport.InstanceState;
import io.showrunner.health.HealthReport.ProviderState;
import java.util.ArrayList;
import java.util.List;

/** A report as lines for a person: the verdict first, then one line for each thing that was asked. */
public final class HealthText {
    private HealthText() {}

    /** At least five lines. */
    public static List<String> of(HealthReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(report.overall());
        lines.add(component(
                "gpu", report.gpu().status(), "at least " + report.gpu().minimumMb() + " MB must be free"));
        report.gpu().gpus().forEach(gpu -> lines.add(part(gpu.instance(), gpu.status(), memory(gpu), gpu.message())));
        lines.add(component("llm", report.llm().status(), report.llm().message()));
        report.llm().providers().forEach(each -> {
            lines.add(part(each.id(), each.status(), models(each), each.message()));
            lines.addAll(details(each));
        });
        lines.add(component("comfyui", report.comfyUi().status(), null));
        report.comfyUi()
                .instances()
                .forEach(each -> lines.add(part(each.id(), each.status(), queue(each), each.message())));
        lines.add(component("disk", report.disk().status(), room(report.disk())));
        if (report.broker() != null) {
            String trouble = report.broker().message();
            lines.add(component(
                    "broker",
                    report.broker().status(),
                    report.broker().address() + (trouble == null ? "" : ": " + trouble)));
        }
        if (report.capacity() != null) {
            lines.add(component(
                    "capacity",
                    report.capacity().status(),
                    "profile " + report.capacity().profile()));
            report.capacity().differences().forEach(difference -> lines.add("  " + difference));
        }
        return lines;
    }

    private static List<String> details(ProviderState provider) {
        List<String> lines = new ArrayList<>();
        if (provider.chat() != null) {
            Chat chat = provider.chat();
            lines.add("    chat " + chat.status().word()
                    + (chat.latencyMs() == null ? "" : ", " + chat.latencyMs() + " ms")
                    + (chat.message() == null ? "" : ", " + chat.message()));
        }
        lines.add("    " + provider.learned().words());
        provider.learned().budgets().forEach(budget -> lines.add("    " + budget));
        return lines;
    }

    private static String room(Disk disk) {
        return disk.message() == null ? disk.freeMb() + " MB free at " + disk.folder() : disk.message();
    }

    private static String component(String name, Status status, String message) {
        return String.format("%-9s %-9s %s", name, status.word(), message == null ? "" : message)
                .stripTrailing();
    }

    private static String part(String id, Status status, String facts, String message) {
        String both = message == null ? facts : facts.isEmpty() ? message : facts + "; " + message;
        return String.format("  %s: %s, %s", id, status.word(), both);
    }

    private static String memory(GpuState gpu) {
        return gpu.freeMb() == null
                ? ""
                : gpu.name() + ", " + gpu.freeMb() + " of " + (gpu.totalMb() == null ? "?" : gpu.totalMb())
                        + " MB free";
    }

    private static String models(ProviderState provider) {
        return provider.url()
                + (provider.models() == null
                        ? ""
                        : ", " + provider.latencyMs() + " ms, " + provider.models() + " models"
                                + (provider.modelPresent() ? ", " + provider.model() + " present" : ""));
    }

    private static String queue(InstanceState instance) {
        return instance.url()
                + (instance.depth() == null
                        ? ""
                        : ", " + instance.latencyMs() + " ms, version "
                                + (instance.version() == null ? "unknown" : instance.version()) + ", "
                                + instance.depth()
                                + " in its queue");
    }
}
