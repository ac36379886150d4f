"""A SaveImage for ComfyUI that says when all frames of a prompt are there.

After the images it writes <filename_prefix>.done beside them, whole or not at all. Showrunner reads it where it reads the
output folder itself: a marker spares it the wait until the files have not changed for a while, should the server lose
its history.
"""

import json
import logging
import os
import re
from datetime import datetime, timezone

from nodes import SaveImage

COUNTED = re.compile(r"^(?P<prefix>.+)_\d{5,}_\.png$")


class ShowrunnerSaveImage(SaveImage):
    """SaveImage in everything, and a marker afterwards: a node of its own could run before the one that saves."""

    CATEGORY = "Showrunner"
    DESCRIPTION = "Saves the images, then writes <filename_prefix>.done beside them."

    def save_images(self, images, filename_prefix="ComfyUI", prompt=None, extra_pnginfo=None):
        saved = super().save_images(images, filename_prefix, prompt, extra_pnginfo)
        try:
            write_marker(self.output_dir, saved["ui"]["images"], extra_pnginfo)
        except OSError as failure:
            # The images are there; whoever waits for the marker finds another way.
            logging.warning("showrunner: no done marker for %s: %s", filename_prefix, failure)
        return saved


def write_marker(output_directory, images, extra_pnginfo):
    """Vouches for images that were saved together; does nothing when there are none."""
    counted = [COUNTED.match(image["filename"]) for image in images]
    if not counted or None in counted:
        return
    marker = {
        "Timestamp": datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "FrameCount": len(images),
        "PromptId": prompt_id(extra_pnginfo),
        "Producer": "workflow",
    }
    folder = os.path.join(output_directory, images[0]["subfolder"])
    replace_durably(folder, counted[0].group("prefix") + ".done", {k: v for k, v in marker.items() if v is not None})


def prompt_id(extra_pnginfo):
    """The id that Showrunner has put into the label of the images; None for a prompt of somebody else."""
    label = (extra_pnginfo or {}).get("showrunner")
    return label.get("promptId") if isinstance(label, dict) else None


def replace_durably(folder, name, content):
    """Temporary file, fsync, one rename, fsync of the folder: after a power cut the file is whole or not there."""
    temporary = os.path.join(folder, name + ".tmp")
    with open(temporary, "w", encoding="utf-8") as file:
        json.dump(content, file, indent=2)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, os.path.join(folder, name))
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


NODE_CLASS_MAPPINGS = {"ShowrunnerSaveImage": ShowrunnerSaveImage}
NODE_DISPLAY_NAME_MAPPINGS = {"ShowrunnerSaveImage": "Save Image with done marker (Showrunner)"}
