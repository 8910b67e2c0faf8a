"""What stands before every page."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.mark.parametrize("path", ["/", "/your-data/", "/desk/", "/answer/"])
def test_a_site_name_that_is_not_ours_is_refused_on_every_page(path):
    """DNS rebinding: another site's name that leads to this machine gets nothing of ours."""
    assert Client().get(path, headers={"host": "127.0.0.1:8000"}).status_code in (200, 302, 410)
    assert Client().get(path, headers={"host": "rebound.example"}).status_code == 400
