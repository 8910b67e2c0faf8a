# Since when a store holds the address that was confirmed, and whether a row says so itself.

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("troth", "0001_initial")]

    operations = [
        migrations.AddField(model_name="search", name="address_since", field=models.DateField(null=True)),
        migrations.AddField(model_name="search", name="address_told", field=models.BooleanField(default=False)),
    ]
