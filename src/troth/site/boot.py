"""Getting ready: Django set up for one company's folder, and its databases brought to the newest shape."""

import os

from troth.fault import Fault


def boot(home: str | None, migrate: bool = True) -> None:
    """Set Django up for the company at `home`; every command that touches the databases begins here."""
    if home:
        os.environ["TROTH_HOME"] = home
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "troth.site.settings")
    import django
    from django.core.management import call_command
    from django.db import DatabaseError

    django.setup()
    if migrate:
        from django.conf import settings
        from django.db import connections
        from django.db.migrations.executor import MigrationExecutor

        try:
            for name in settings.DATABASES:
                executor = MigrationExecutor(connections[name])
                if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                    call_command("migrate", database=name, verbosity=0, interactive=False)
        except (DatabaseError, OSError) as error:
            raise Fault(
                "a database of this company cannot be opened",
                where=str(settings.DATABASES[name]["NAME"]),
                because="it is damaged, or is none" if type(error) is DatabaseError else type(error).__name__,
                remedy="see that it can be written and the disk is not full; if it is damaged, put back a backup",
            ) from None
