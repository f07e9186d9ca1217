"""A reading room whose record can't be reached for now."""

from __future__ import annotations

from litestar.testing import TestClient

from mahdar.web import create_app
from tests.support.postgres import Cluster
from tests.support.readings import all_readings
from tests.support.records import record_of


def test_a_lost_server_is_told_and_found_again(cluster: Cluster) -> None:
    url = record_of(all_readings(), cluster.database())
    with TestClient(create_app(url)) as client:
        whole = client.get("/", headers={"accept": "text/html"})
        assert whole.status_code == 200
        cluster.halt()
        try:
            lost = client.get("/api/v1/meetings")
            assert (lost.status_code, lost.json()["error"]["code"]) == (503, "service-unavailable")
            assert client.get("/", headers={"accept": "text/html"}).status_code == 503
            assert "127.0.0.1" not in lost.text, "where the server is stays in the log"
        finally:
            assert cluster.go_on()
        assert client.get("/", headers={"accept": "text/html"}).content == whole.content
    cluster.drop(url)
