#!/usr/bin/env python3
"""Does in an empty folder what the Dockerfile says, for a machine without a container engine, and tries the result.

    JAVA_HOME=/usr/lib/jvm/temurin-25-jdk-amd64 docker/rehearse.py /tmp/rehearsal

Stages become folders, and each COPY and RUN is done there, but not the RUN that installs packages: those of this machine are
used. Then the entry point is started as the image's user with its environment, the health check has to succeed, and SIGTERM
has to end it. Needs root, the image's version of Java, Maven, and what the image installs.
"""
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import time

CONTEXT = pathlib.Path(__file__).resolve().parent.parent
HEALTHY_WITHIN = 60
HTTP_PORT = "18080"
NOT_IN_CONTEXT = shutil.ignore_patterns("local.properties", "test", "__pycache__")


def instructions():
    text = re.sub(r"(?m)^#.*\n", "", (CONTEXT / "docker/Dockerfile").read_text())
    for line in re.sub(r"\\\n\s*", " ", text).splitlines():
        if line.strip():
            yield line.strip().split(None, 1)


class Image:
    """The stage that the instructions are in, the last one at the end."""

    def __init__(self, top):
        self.top, self.stages, self.env = top, {}, {}

    def follow(self, word, rest):
        getattr(self, word.lower(), lambda _: None)(rest)

    def from_(self, rest):
        self.name = rest.split(" AS ")[-1] if " AS " in rest else "image"
        self.root = self.stages[self.name] = self.top / self.name
        self.root.mkdir(parents=True)

    def workdir(self, rest):
        self.work = rest
        self.inside(rest).mkdir(parents=True, exist_ok=True)

    def copy(self, rest):
        *sources, target = rest.split()
        origin = CONTEXT
        if sources[0].startswith("--from="):
            origin = self.stages[sources.pop(0).removeprefix("--from=")]
        for source in sources:
            found = origin / source.lstrip("/")
            to = self.inside(self.work) / target
            if found.is_dir():
                shutil.copytree(found, to, ignore=NOT_IN_CONTEXT if origin == CONTEXT else None)
            else:
                shutil.copy(found, to)

    def run(self, rest):
        command = self.real(re.sub(r"--mount=\S+ ", "", rest))
        if command.startswith("apt-get"):
            print("left out:", command, flush=True)
            return
        command = command.replace("-o showrunner -g showrunner", "-o 10001 -g 10001")
        print("run:", command, flush=True)
        subprocess.run(command, shell=True, check=True, cwd=self.inside(self.work))

    def env_(self, rest):
        self.env.update(pair.split("=", 1) for pair in self.real(rest).split())

    def user(self, rest):
        self.uid, self.gid = rest.split(":")

    def healthcheck(self, rest):
        self.health = self.real(rest.split("CMD ", 1)[1])

    def entrypoint(self, rest):
        self.entry = json.loads(self.real(rest))

    def inside(self, path):
        return self.root / path.lstrip("/")

    def real(self, words):
        return re.sub(rf"(?<![\w/]){self.work}(?=[/\s\"]|$)", str(self.inside(self.work)), words)

    def start(self):
        user = ["setpriv", "--reuid", self.uid, "--regid", self.gid, "--clear-groups"]
        return subprocess.Popen(user + self.entry, env=self.surroundings(), cwd=self.inside(self.work))

    def surroundings(self):
        given = {"SHOWRUNNER_HTTP_TOKEN": "rehearsal-of-the-image-0123456789", "SHOWRUNNER_HTTP_PORT": HTTP_PORT}
        return {"PATH": os.environ["PATH"], **self.env, **given}

    def is_healthy(self):
        check = subprocess.run(self.health, shell=True, env=self.surroundings(), capture_output=True)
        return check.returncode == 0


def main(folder):
    os.environ["PATH"] = os.environ["JAVA_HOME"] + "/bin:" + os.environ["PATH"]
    image = Image(pathlib.Path(folder).resolve())
    for word, rest in instructions():
        image.follow({"FROM": "from_", "ENV": "env_"}.get(word, word), rest)
    started = time.monotonic()
    process = image.start()
    try:
        while not image.is_healthy():
            if process.poll() is not None or time.monotonic() - started > HEALTHY_WITHIN:
                sys.exit("it does not become healthy")
            time.sleep(0.2)
        print(f"healthy after {time.monotonic() - started:.1f} s", flush=True)
    finally:
        process.send_signal(signal.SIGTERM)
    code = process.wait(45)
    print("ended with", code)
    if code != 143:
        sys.exit("143 was expected")


if __name__ == "__main__":
    main(sys.argv[1])
