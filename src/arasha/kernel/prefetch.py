"""Asking the processor for memory before it is needed, inside `@compiled` functions.

A record that is in no cache costs as much as hundreds of instructions. Asked for early enough it costs one, because
`fetch` waits for nothing and changes nothing; in plain Python it does nothing at all.
"""

from typing import Any

import numba
import numba.extending
from numba.core import cgutils as _cgutils

from arasha.kernel.compiled import Array, Whole

cgutils: Any = _cgutils  # its helpers are not typed

CACHE_LINE = 64

# The arguments of LLVM's `llvm.prefetch` behind the address: to read, to be kept in all caches, data.
READ, KEEP, DATA = 0, 3, 1


def fetch(array: Array, at: Whole, line: int) -> None:
    """Ask for the cache line so many (`line`) lines behind the beginning of an array's element `at`."""


def _emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    """The machine code: the address, and the prefetch."""
    array, at, line = signature.args
    number = cgutils.int32_t
    begin = context.make_array(array)(context, builder, arguments[0]).data
    place, lines = (
        context.cast(builder, value, kind, numba.int64) for value, kind in zip(arguments[1:], (at, line), strict=True)
    )
    size = place.type(context.get_abi_sizeof(context.get_data_type(array.dtype)))
    offset = builder.add(builder.mul(place, size), builder.mul(lines, place.type(CACHE_LINE)))
    address = cgutils.pointer_add(builder, begin, offset, cgutils.voidptr_t)
    form = cgutils.ir.FunctionType(cgutils.ir.VoidType(), [cgutils.voidptr_t, number, number, number])
    prefetch = builder.module.declare_intrinsic("llvm.prefetch", [cgutils.voidptr_t], form)
    builder.call(prefetch, [address, number(READ), number(KEEP), number(DATA)])
    return context.get_dummy_value()


def _compiled(_array: Any, _at: Any, _line: Any) -> Any:
    """What stands for `fetch` in machine code."""
    return lambda array, at, line: _fetch(array, at, line)  # noqa: PLW0108 - numba wants a function of Python's


_fetch: Any = numba.extending.intrinsic(lambda _typing, array, at, line: (numba.none(array, at, line), _emit))
numba.extending.overload(fetch, strict=False)(_compiled)
