package io.showrunner.frames;

import io.showrunner.comfyui.ServerFile;
import io.showrunner.comfyui.ViewPath;
import io.showrunner.story.FailureKind;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import java.util.List;
import java.util.Optional;

/**
 * Whether the files that the server names were written for this prompt. Told by its folder, whose name no other prompt
 * ever had, and by what the server executed; never by the time of a file, since the server's clock may be wrong.
 */
final class FrameOrigin {
    private FrameOrigin() {}

    /** Why none of them is worth fetching; empty when they are this prompt's own. */
    static Optional<FrameVerdict> objection(RenderJob job, RenderReport report) {
        if (report.cachedOutput()) {
            return FrameVerdict.refusal(
                    FailureKind.NO_FRAMES,
                    "instance %s answered from its cache and wrote no frames for this prompt; if that happens again, restart it"
                            .formatted(job.instanceId()));
        }
        List<String> foreign = report.frames().stream()
                .filter(file -> !isOwn(job, file))
                .map(FrameOrigin::place)
                .toList();
        return foreign.isEmpty()
                ? Optional.empty()
                : FrameVerdict.refusal(
                        FailureKind.NO_FRAMES,
                        "instance %s named files of another prompt: %s and %d more are not below %s; check that node %s of workflow %s saves under the prefix it is given"
                                .formatted(
                                        job.instanceId(),
                                        foreign.get(0),
                                        foreign.size() - 1,
                                        folder(job),
                                        job.framesNode(),
                                        job.workflow()));
    }

    /** Previews lie in a folder of the server's choice, under names that it gives once. */
    private static boolean isOwn(RenderJob job, ServerFile file) {
        String folder = file.subfolder().replace('\\', '/');
        boolean below = folder.equals(folder(job)) || folder.startsWith(folder(job) + "/");
        return ViewPath.isSafe(file) && (below || file.type().equals("temp"));
    }

    private static String place(ServerFile file) {
        return file.subfolder().isEmpty() ? file.filename() : file.subfolder() + "/" + file.filename();
    }

    private static String folder(RenderJob job) {
        String prefix = job.filenamePrefix();
        return prefix.substring(0, Math.max(0, prefix.lastIndexOf('/')));
    }
}
