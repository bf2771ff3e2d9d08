import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import amir.core.access.locks
import amir.core.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField(editable=False)),
                ("created_at", models.DateTimeField(default=amir.core.clock.now, editable=False)),
                ("programme_id", models.UUIDField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("national", "National report"),
                            ("comparative", "Comparative report"),
                            ("round", "Report of a consultation"),
                        ],
                        max_length=12,
                    ),
                ),
                ("country", models.CharField(blank=True, max_length=2)),
                ("title", models.CharField(max_length=200)),
                ("language", models.CharField(max_length=12)),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12), default=list, size=None
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("writing", "Being written"),
                            ("review", "In review"),
                            ("published", "Published"),
                        ],
                        default="writing",
                        max_length=10,
                    ),
                ),
                ("published_on", models.DateField(null=True)),
            ],
            options={
                "ordering": ["kind", "country", "created_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation_id", "id"), name="reports_report_tenant"
                    ),
                    amir.core.access.locks.RowPolicy(
                        add="",
                        grants="select, insert, update, delete",
                        name="reports_report_rows",
                        read="(organisation_id = any(array(select amir_orgs('work')))) or ((select amir_purpose()) in ('setup'))",
                        write="(organisation_id = any(array(select amir_orgs('work')))) or ((select amir_purpose()) in ('setup'))",
                    ),
                    amir.core.access.locks.Audited(name="reports_report_audit", subject=""),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportSection",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField(editable=False)),
                ("created_at", models.DateTimeField(default=amir.core.clock.now, editable=False)),
                ("key", models.SlugField(max_length=40)),
                ("order", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("text", models.TextField(blank=True)),
                ("owner_id", models.UUIDField(null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[("empty", "Not begun"), ("draft", "Draft"), ("ready", "Ready")],
                        default="empty",
                        max_length=8,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "ordering": ["order", "id"],
            },
        ),
        migrations.CreateModel(
            name="ReportStatus",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField(editable=False)),
                ("created_at", models.DateTimeField(default=amir.core.clock.now, editable=False)),
                ("programme_id", models.UUIDField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("national", "National report"),
                            ("comparative", "Comparative report"),
                            ("round", "Report of a consultation"),
                        ],
                        max_length=12,
                    ),
                ),
                ("country", models.CharField(blank=True, max_length=2)),
                ("language", models.CharField(max_length=12)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("writing", "Being written"),
                            ("review", "In review"),
                            ("published", "Published"),
                        ],
                        max_length=10,
                    ),
                ),
                ("sections", models.PositiveIntegerField(default=0)),
                ("ready", models.PositiveIntegerField(default=0)),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="statuses",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "country", "id"],
            },
        ),
        migrations.CreateModel(
            name="SectionComment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField(editable=False)),
                ("created_at", models.DateTimeField(default=amir.core.clock.now, editable=False)),
                ("text", models.TextField()),
                ("given_by", models.UUIDField(null=True)),
                ("settled_on", models.DateField(null=True)),
                (
                    "section",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="reports.reportsection",
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="SectionTranslation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField(editable=False)),
                ("created_at", models.DateTimeField(default=amir.core.clock.now, editable=False)),
                ("language", models.CharField(max_length=12)),
                ("title", models.CharField(max_length=200)),
                ("text", models.TextField(blank=True)),
                ("of_version", models.PositiveIntegerField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("written_by", models.UUIDField(null=True)),
                (
                    "section",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="translations",
                        to="reports.reportsection",
                    ),
                ),
            ],
            options={
                "ordering": ["language"],
            },
        ),
        migrations.CreateModel(
            name="SectionVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField(editable=False)),
                ("created_at", models.DateTimeField(default=amir.core.clock.now, editable=False)),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("text", models.TextField(blank=True)),
                ("written_by", models.UUIDField(null=True)),
                (
                    "section",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="reports.reportsection",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="ReportEdition",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField(editable=False)),
                ("created_at", models.DateTimeField(default=amir.core.clock.now, editable=False)),
                ("programme_id", models.UUIDField()),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("national", "National report"),
                            ("comparative", "Comparative report"),
                            ("round", "Report of a consultation"),
                        ],
                        max_length=12,
                    ),
                ),
                ("country", models.CharField(blank=True, max_length=2)),
                ("title", models.CharField(max_length=200)),
                ("documents", models.JSONField()),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12), size=None
                    ),
                ),
                ("made_on", models.DateField()),
                ("made_by", models.UUIDField(null=True)),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_on", "-number", "id"],
                "indexes": [models.Index(fields=["programme_id"], name="reports_edition_of")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation_id", "id"), name="reports_edition_tenant"
                    ),
                    amir.core.access.locks.RowPolicy(
                        add="",
                        grants="select, insert",
                        name="reports_edition_rows",
                        read="(organisation_id = any(array(select amir_orgs('work')))) or (programme_id = any(array(select amir_subjects('programme')))) or ((select amir_purpose()) in ('setup'))",
                        write="(organisation_id = any(array(select amir_orgs('work')))) or ((select amir_purpose()) in ('setup'))",
                    ),
                    amir.core.access.locks.Audited(name="reports_edition_audit", subject=""),
                    amir.core.access.locks.TenantForeignKey(
                        field="report", name="reports_edition_report_in"
                    ),
                    models.UniqueConstraint(
                        fields=("report", "number"), name="reports_edition_once"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="reportsection",
            constraint=models.UniqueConstraint(
                fields=("organisation_id", "id"), name="reports_section_tenant"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportsection",
            constraint=amir.core.access.locks.RowPolicy(
                add="",
                grants="select, insert, update, delete",
                name="reports_section_rows",
                read="(organisation_id = any(array(select amir_orgs('work')))) or ((select amir_purpose()) in ('setup'))",
                write="(organisation_id = any(array(select amir_orgs('work')))) or ((select amir_purpose()) in ('setup'))",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportsection",
            constraint=amir.core.access.locks.Audited(name="reports_section_audit", subject=""),
        ),
        migrations.AddConstraint(
            model_name="reportsection",
            constraint=amir.core.access.locks.TenantForeignKey(
                field="report", name="reports_section_report_in"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportsection",
            constraint=models.UniqueConstraint(
                fields=("report", "key"), name="reports_section_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportstatus",
            constraint=models.UniqueConstraint(
                fields=("organisation_id", "id"), name="reports_status_tenant"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportstatus",
            constraint=amir.core.access.locks.RowPolicy(
                add="",
                grants="select, insert, update, delete",
                name="reports_status_rows",
                read="(organisation_id = any(array(select amir_orgs('work')))) or (programme_id = any(array(select amir_subjects('programme')))) or ((select amir_purpose()) in ('setup'))",
                write="(organisation_id = any(array(select amir_orgs('work')))) or ((select amir_purpose()) in ('setup'))",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportstatus",
            constraint=amir.core.access.locks.Audited(name="reports_status_audit", subject=""),
        ),
        migrations.AddConstraint(
            model_name="reportstatus",
            constraint=amir.core.access.locks.TenantForeignKey(
                field="report", name="reports_status_report_in"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportstatus",
            constraint=models.UniqueConstraint(fields=("report",), name="reports_status_once"),
        ),
        migrations.AddConstraint(
            model_name="sectioncomment",
            constraint=models.UniqueConstraint(
                fields=("organisation_id", "id"), name="reports_comment_tenant"
            ),
        ),
        migrations.AddConstraint(
            model_name="sectioncomment",
            constraint=amir.core.access.locks.RowPolicy(
                add="",
                grants="select, insert, update, delete",
                name="reports_comment_rows",
                read="(organisation_id = any(array(select amir_orgs('work')))) or ((select amir_purpose()) in ('setup'))",
                write="(organisation_id = any(array(select amir_orgs('work')))) or ((select amir_purpose()) in ('setup'))",
            ),
        ),
        migrations.AddConstraint(
            model_name="sectioncomment",
            constraint=amir.core.access.locks.Audited(name="reports_comment_audit", subject=""),
        ),
        migrations.AddConstraint(
            model_name="sectioncomment",
            constraint=amir.core.access.locks.TenantForeignKey(
                field="section", name="reports_comment_section_in"
            ),
        ),
        migrations.AddConstraint(
            model_name="sectiontranslation",
            constraint=models.UniqueConstraint(
                fields=("organisation_id", "id"), name="reports_translation_tenant"
            ),
        ),
        migrations.AddConstraint(
            model_name="sectiontranslation",
            constraint=amir.core.access.locks.RowPolicy(
                add="",
                grants="select, insert, update, delete",
                name="reports_translation_rows",
                read="(organisation_id = any(array(select amir_orgs('work')))) or ((select amir_purpose()) in ('setup'))",
                write="(organisation_id = any(array(select amir_orgs('work')))) or ((select amir_purpose()) in ('setup'))",
            ),
        ),
        migrations.AddConstraint(
            model_name="sectiontranslation",
            constraint=amir.core.access.locks.Audited(name="reports_translation_audit", subject=""),
        ),
        migrations.AddConstraint(
            model_name="sectiontranslation",
            constraint=amir.core.access.locks.TenantForeignKey(
                field="section", name="reports_translation_section_in"
            ),
        ),
        migrations.AddConstraint(
            model_name="sectiontranslation",
            constraint=models.UniqueConstraint(
                fields=("section", "language"), name="reports_translation_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="sectionversion",
            constraint=models.UniqueConstraint(
                fields=("organisation_id", "id"), name="reports_version_tenant"
            ),
        ),
        migrations.AddConstraint(
            model_name="sectionversion",
            constraint=amir.core.access.locks.RowPolicy(
                add="",
                grants="select, insert",
                name="reports_version_rows",
                read="(organisation_id = any(array(select amir_orgs('work')))) or ((select amir_purpose()) in ('setup'))",
                write="(organisation_id = any(array(select amir_orgs('work')))) or ((select amir_purpose()) in ('setup'))",
            ),
        ),
        migrations.AddConstraint(
            model_name="sectionversion",
            constraint=amir.core.access.locks.Audited(name="reports_version_audit", subject=""),
        ),
        migrations.AddConstraint(
            model_name="sectionversion",
            constraint=amir.core.access.locks.TenantForeignKey(
                field="section", name="reports_version_section_in"
            ),
        ),
        migrations.AddConstraint(
            model_name="sectionversion",
            constraint=models.UniqueConstraint(
                fields=("section", "number"), name="reports_version_once"
            ),
        ),
    ]
