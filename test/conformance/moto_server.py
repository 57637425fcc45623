"""moto's server on a free port of this machine."""

import logging

from moto.server import ThreadedMotoServer


def serve():
    """Where it is, and what ends it."""
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    return f"http://{host}:{port}", server.stop
