"""`SealedTextField`: a model field whose column holds sealed values only.

    note = tagged(SPECIAL, SealedTextField(area="safeguarding"))

    concern = Concern(organisation_id=..., note="what was told")   # sealed by save()
    concern.note.open()                                            # the text

The row needs its id and its organisation before it is saved. Values cannot be looked up; for
exact matches keep a `blind_index` beside them.
"""

from typing import TYPE_CHECKING, Any

from django.core import checks
from django.db import models, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import signals
from django.db.models.query_utils import DeferredAttribute

from .errors import SecretsError
from .sealing import Place, Sealed, Unsealed, seal

if TYPE_CHECKING:
    from typing_extensions import TypeVar

    Given = TypeVar("Given", contravariant=True, default=Any)
    Got = TypeVar("Got", covariant=True, default=Any)
    TypedField = models.Field[Given, Got]
else:
    Given = Got = Any

    class TypedField(models.Field):
        """Django's fields take types only in the eyes of the type checker."""

        def __class_getitem__(cls, _: Any) -> type[models.Field]:
            return models.Field


class SealedAttribute(DeferredAttribute):
    """Text assigned becomes `Unsealed`; a value loaded without its row is bound when read."""

    field: "SealedTextField"

    def __get__(self, instance: models.Model | None, cls: type | None = None) -> Any:
        """The field's value: `Sealed`, `Unsealed` or None."""
        value = super().__get__(instance, cls)
        if instance is not None and isinstance(value, Sealed) and value.place is None:
            value = instance.__dict__[self.field.attname] = value.at(self.field.place_in(instance))
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        """Take text, a sealed value or None."""
        if isinstance(value, str):
            value = Unsealed(value)
        if value is not None and not isinstance(value, Sealed | Unsealed):
            raise TypeError(f"{self.field.name} takes text, not {type(value).__name__}")
        instance.__dict__[self.field.attname] = value


class SealedTextField(TypedField[Given, Got]):
    """Text under the organisation's key for `area`. See the module."""

    description = "Sealed text"
    descriptor_class = SealedAttribute
    _pyi_private_set_type: "str | Sealed | Unsealed"
    _pyi_private_get_type: "Sealed | Unsealed"

    def __init__(self, *args: Any, area: str = "", **options: Any) -> None:
        self.area = area
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        """For the migration file."""
        name, path, arguments, keywords = super().deconstruct()
        return name, path, arguments, {**keywords, "area": self.area}

    def get_internal_type(self) -> str:
        """Stored as bytes."""
        return "BinaryField"

    def contribute_to_class(
        self, cls: type[models.Model], name: str, private_only: bool = False
    ) -> None:
        """Bind loaded values to their row before anybody can change the row's id."""
        super().contribute_to_class(cls, name, private_only)
        if not cls._meta.abstract:
            signals.post_init.connect(self._bind_loaded, sender=cls)

    def check(self, **options: Any) -> list[checks.CheckMessage]:
        """A sealed value needs an area, and a row that knows its organisation and its id."""
        found = super().check(**options)
        names = {field.attname for field in self.model._meta.concrete_fields}
        made_by_database = isinstance(self.model._meta.pk, models.AutoField)
        if not self.area or "organisation_id" not in names or made_by_database:
            found.append(
                checks.Error(
                    "a sealed field needs an area, an organisation_id and an id made by the caller",
                    obj=self,
                    id="amir.secrets.E001",
                )
            )
        return found

    def place_in(self, instance: models.Model) -> Place:
        """Where this field's value of that row lives."""
        organisation_id = getattr(instance, "organisation_id", None)
        if organisation_id is None or instance.pk is None:
            raise SecretsError(f"{self.name} can be sealed only when the row has an organisation.")
        return Place(organisation_id, self.model._meta.db_table, instance.pk, str(self.column))

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed | None:
        """Seal what was assigned; seal again what an older key sealed."""
        value = getattr(model_instance, self.attname)
        if value is None:
            return None
        place = self.place_in(model_instance)
        if isinstance(value, Sealed):
            if value.place != place:
                raise SecretsError(f"{self.name} is sealed to another row; assign its text.")
            if value.is_under_current_key(self.area):
                return value
        using = router.db_for_write(type(model_instance), instance=model_instance)
        sealed = Sealed(seal(value.open(), place, self.area, using=using), place, using)
        setattr(model_instance, self.attname, sealed)
        return sealed

    def from_db_value(
        self, value: Any, expression: Any, connection: BaseDatabaseWrapper
    ) -> Sealed | None:
        """The sealed value, without its place so far."""
        return None if value is None else Sealed(bytes(value), using=connection.alias)

    def get_db_prep_value(
        self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        """Bytes for the column. TypeError: text, which only save() and bulk_create() can seal."""
        if value is None:
            return None
        if not isinstance(value, Sealed):
            raise TypeError(f"{self.name} is sealed to its row: use save(), or seal_now() first")
        return value.data

    def get_lookup(self, lookup_name: str) -> Any:
        """Whether it is empty is all that can be asked."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def formfield(self, **options: Any) -> None:
        """Never by itself in a form: opening is the view's act."""

    def _bind_loaded(self, instance: models.Model, **_: Any) -> None:
        loaded = instance.__dict__
        value = loaded.get(self.attname)
        known = "organisation_id" in loaded and instance._meta.pk.attname in loaded
        if known and isinstance(value, Sealed) and value.place is None:
            loaded[self.attname] = value.at(self.place_in(instance))


def sealed_fields(model: type[models.Model]) -> list[SealedTextField]:
    """The sealed fields of a model."""
    return [field for field in model._meta.concrete_fields if isinstance(field, SealedTextField)]


def seal_now(instance: models.Model) -> None:
    """Seal what was assigned, for `bulk_update`, which does not ask its fields."""
    for field in sealed_fields(type(instance)):
        field.pre_save(instance, add=False)
