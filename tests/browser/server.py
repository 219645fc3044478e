"""A server of the app on a free port: started, waited for, ended with all that it started."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest
from places import ROOT

STARTUP_SECONDS = 60


class Own(NamedTuple):
    """A running app, and the folder where it looks for its store."""

    url: str
    root: Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port: int = probe.getsockname()[1]
        return port


def start_server(data_dir: Path, port: int, log: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    options = ["--server.port", str(port), "--server.headless", "true"]
    with log.open("wb") as output:
        return subprocess.Popen(
            command + options,
            cwd=ROOT,
            env={**os.environ, "DASHBOARD_DATA": str(data_dir)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def wait_until_healthy(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + STARTUP_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        if is_healthy(port):
            return
        time.sleep(0.1)
    pytest.fail(f"看板未能在 {STARTUP_SECONDS} 秒内启动，其日志为：\n{log.read_text('utf-8')}")


def is_healthy(port: int) -> bool:
    connection = http.client.HTTPConnection("localhost", port, timeout=2)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def stop(server: subprocess.Popen[bytes]) -> None:
    """End the whole group, politely first."""
    for name in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(server.pid, name)
            server.wait(timeout=10)
            return
        except ProcessLookupError:
            server.wait()
            return
        except subprocess.TimeoutExpired:
            continue
