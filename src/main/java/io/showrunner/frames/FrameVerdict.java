package io.showrunner.frames;

import io.showrunner.comfyui.ServerFile;
import io.showrunner.story.FailureKind;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the frames of a prompt may be published, and what a person should know about them.
 *
 * @param failure null when they may
 */
record FrameVerdict(FailureKind failure, List<String> errors, List<String> warnings) {

    static FrameVerdict of(RenderJob job, RenderReport report, StagedFrames staged) {
        if (report.cachedOutput()) {
            return failed(
                    FailureKind.NO_FRAMES,
                    "instance " + job.instanceId() + " answered from its cache and wrote no frames for this prompt");
        }
        List<String> foreign = foreign(job, report);
        if (!foreign.isEmpty()) {
            return failed(
                    FailureKind.NO_FRAMES,
                    "instance " + job.instanceId() + " named files of another prompt: " + foreign.get(0) + " and "
                            + (foreign.size() - 1) + " more are not below " + folder(job.filenamePrefix()));
        }
        if (!staged.problems().isEmpty()) {
            List<String> errors =
                    staged.problems().stream().map(FrameProblem::getMessage).toList();
            return new FrameVerdict(FailureKind.VERIFY_FAILED, errors, List.of());
        }
        return counted(job, staged);
    }

    private static FrameVerdict counted(RenderJob job, StagedFrames staged) {
        int count = staged.frames().size();
        if (count == 0) {
            return failed(
                    FailureKind.NO_FRAMES,
                    "node " + job.framesNode() + " of workflow " + job.workflow() + " gave no frames on instance "
                            + job.instanceId());
        }
        if (count < job.expectedFrames()) {
            return failed(
                    FailureKind.BELOW_FLOOR,
                    count + " frames, at least " + job.expectedFrames() + " were asked for" + missing(staged));
        }
        List<String> warnings = new ArrayList<>();
        if (!staged.missing().isEmpty()) {
            warnings.add("FRAMES_MISSING: the server listed more frames than it delivered" + missing(staged));
        }
        List<String> uniform = staged.frames().stream()
                .filter(CheckedFrame::uniform)
                .map(CheckedFrame::name)
                .toList();
        if (!uniform.isEmpty()) {
            warnings.add("BLANK_FRAMES: " + uniform.size() + " of " + count + " frames are one single colour, first "
                    + uniform.get(0) + "; a missing or wrong model file looks like this");
        }
        return new FrameVerdict(null, List.of(), warnings);
    }

    private static FrameVerdict failed(FailureKind kind, String why) {
        return new FrameVerdict(kind, List.of(why), List.of());
    }

    private static List<String> foreign(RenderJob job, RenderReport report) {
        String own = folder(job.filenamePrefix());
        return report.frames().stream()
                .filter(file -> !file.subfolder().replace('\\', '/').equals(own))
                .map(ServerFile::filename)
                .toList();
    }

    private static String folder(String prefix) {
        return prefix.substring(0, Math.max(0, prefix.lastIndexOf('/')));
    }

    private static String missing(StagedFrames staged) {
        int count = staged.missing().size();
        return count == 0
                ? ""
                : "; " + count + " did not come, first " + staged.missing().get(0);
    }
}
