package io.showrunner.routes;

import io.showrunner.frames.EarlyFrames;
import java.io.File;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.apache.camel.spi.ScheduledPollConsumerScheduler;
import org.apache.camel.support.service.ServiceSupport;

/**
 * What a consumer of a server's output folder is given: a scheduler that polls only while a prompt of the server is being saved, and
 * a filter that sees only the folders of such prompts and, in them, only whole frames.
 */
final class OutputFolder extends ServiceSupport implements ScheduledPollConsumerScheduler, GenericFileFilter<File> {
    private final String instanceId;
    private final EarlyFrames early;
    private final FrameLooks looks;
    private CamelContext context;

    OutputFolder(String instanceId, EarlyFrames early, FrameLooks looks) {
        this.instanceId = instanceId;
        this.early = early;
        this.looks = looks;
    }

    @Override
    public boolean accept(GenericFile<File> file) {
        Path path = file.getFile().toPath();
        return file.isDirectory() ? early.isOnTheWay(instanceId, path) : early.isWhole(instanceId, path);
    }

    @Override
    public void onInit(Consumer consumer) {
        // One consumer is like the other: which one polls is said by scheduleTask.
    }

    @Override
    public void scheduleTask(Runnable poll) {
        looks.folder(instanceId, poll);
    }

    @Override
    public void unscheduleTask() {
        looks.folder(instanceId, null);
    }

    @Override
    public void startScheduler() {
        // Events start it.
    }

    @Override
    public boolean isSchedulerStarted() {
        return true;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        context = camelContext;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }
}
