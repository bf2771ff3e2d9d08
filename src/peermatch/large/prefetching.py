"""Ask memory for what will be needed soon, without waiting for it.

Where one person after the other is looked up, most of the time is spent waiting for memory. It
answers many questions at once, if they are asked at once.
"""

from importlib import import_module
from typing import Any

from peermatch.arrays import Array
from peermatch.large.compiled import PLAIN, Whole


def _nothing(array: Array, index: Whole) -> None:
    """What plain Python can do."""


def _asked(typing: Any, array: Any, index: Any) -> Any:
    """How numba is to compile `prefetch(array, index)`: as LLVM's instruction of that name."""
    ir: Any = import_module("llvmlite.ir")
    cgutils: Any = import_module("numba.core.cgutils")
    types: Any = import_module("numba.core.types")

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        kind, held = signature.args[0], context.make_array(signature.args[0])
        at = context.cast(builder, arguments[1], signature.args[1], types.intp)
        corner = [at] + [context.get_constant(types.intp, 0)] * (kind.ndim - 1)
        there = cgutils.get_item_pointer(
            context, builder, kind, held(context, builder, arguments[0]), corner
        )
        number = ir.IntType(32)
        wanted = ir.FunctionType(ir.VoidType(), [cgutils.voidptr_t, number, number, number])
        instruction = cgutils.get_or_insert_function(builder.module, wanted, "llvm.prefetch.p0i8")
        place = builder.bitcast(there, cgutils.voidptr_t)
        # To be read, to be kept near, as data.
        builder.call(instruction, [place, number(0), number(3), number(1)])
        return context.get_dummy_value()

    return types.void(array, index), generate


def _compiled() -> Any:
    extending: Any = import_module("numba.extending")  # only who solves large instances has it
    return extending.intrinsic(_asked)


# prefetch(array, index): an entry or the begin of a row; no harm if there is none.
prefetch: Any = _nothing if PLAIN else _compiled()
