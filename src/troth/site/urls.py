"""Which address leads where: each face brings its own list."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("troth.portal.urls")),
    path("desk/", include("troth.desk.urls")),
    path("accounts/", include("troth.site.accounts")),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("troth.site.demo")))

handler400 = "troth.site.errors.bad"
handler403 = "troth.site.errors.denied"
handler404 = "troth.site.errors.missing"
handler500 = "troth.site.errors.broken"
