"""Kernels never count from the end of an array: their indices need no sign.

A negative index means "from the end" in Python, so numba asks of every index whether it is
negative, which also keeps loops from being vectorised. No kernel has such indices (where a -1
means "nobody" it is asked for first), and not asking saves a fifth of the time. numba leaves
the question out for unsigned indices; this pass makes them so after types are known, so that
kernels can count with plain whole numbers. (numba's manual: "Customizing the compiler".)
"""

from importlib import import_module
from typing import Any

from numba.core.compiler import CompilerBase
from numba.core.compiler_machinery import FunctionPass

ir: Any = import_module("numba.core.ir")
types: Any = import_module("numba.core.types")
building: Any = import_module("numba.core.compiler").DefaultPassBuilder
passes: Any = import_module("numba.core.typed_passes")
register: Any = import_module("numba.core.compiler_machinery").register_pass


@register(mutates_CFG=False, analysis_only=False)
class UnsignedIndices(FunctionPass):
    """Turn every index of a read or a write into an unsigned one."""

    _name = "peermatch_unsigned_indices"

    def __init__(self) -> None:
        base: Any = super()
        base.__init__()

    def run_pass(self, state: Any) -> bool:
        """Change the statements of one function; tells whether any was changed."""
        changed = False
        for block in state.func_ir.blocks.values():
            body: list[Any] = []
            for statement in block.body:
                cast = _cast(state, block.scope, statement)
                if cast is not None:
                    body.append(cast)
                    changed = True
                body.append(statement)
            block.body = body
        return changed


class Compiler(CompilerBase):
    """numba's own compiler with that pass."""

    def define_pipelines(self) -> list[Any]:
        """The steps from the source to machine code."""
        steps = building.define_nopython_pipeline(self.state)
        steps.add_pass_after(UnsignedIndices, passes.NopythonRewrites)
        steps.finalize()
        return [steps]


def _cast(state: Any, scope: Any, statement: Any) -> Any:
    """What has to stand before this statement, which is made to use it; None for most."""
    use: Any = statement if isinstance(statement, ir.SetItem) else getattr(statement, "value", None)
    reads = isinstance(use, ir.Expr) and use.op == "getitem"
    if not (reads or isinstance(use, ir.SetItem)):
        return None
    wanted = _unsigned(state.typemap[use.index.name])
    if wanted is None or not isinstance(state.calltypes[use].args[0], types.Array):
        return None
    asked = state.calltypes.pop(use)
    index = scope.redefine("index", use.loc)
    state.typemap[index.name] = wanted
    cast = ir.Assign(ir.Expr.cast(use.index, use.loc), index, use.loc)
    use.index = index
    state.calltypes[use] = asked.replace(args=(asked.args[0], wanted, *asked.args[2:]))
    return cast


def _unsigned(index: Any) -> Any:
    """The type of an index without a sign; None where there is nothing to change."""
    if isinstance(index, types.Integer):
        return types.uintp if index.signed else None
    if isinstance(index, types.BaseTuple) and all(isinstance(k, types.Integer) for k in index):
        return types.UniTuple(types.uintp, len(index))
    return None
