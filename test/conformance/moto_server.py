"""moto's server on a free port of this machine. Run by itself it prints where it is, and serves until its input ends."""

import logging
import sys

import moto
from moto.server import ThreadedMotoServer

from plain_json import write_line


def serve():
    """Where it is, and what ends it."""
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    return f"http://{host}:{port}", server.stop


if __name__ == "__main__":
    url, stop = serve()
    write_line({"url": url, "moto": moto.__version__})
    sys.stdin.read()
    stop()
