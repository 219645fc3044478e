"""The formulas of an xls and an xlsb, whose signs are packed, as text: SUM(G4:G9)."""

import struct

SIGNS = {0x03: "+", 0x04: "-", 0x05: "*", 0x06: "/"}
NAMES = {4: "SUM", 27: "ROUND", 183: "PRODUCT"}
ARGUMENTS = {27: 2}
UNKNOWN = "?"
# the first sign of a formula that several cells share
SHARED = b"\x01"


def formula_text(packed: bytes, wide: bool) -> str:
    """The formula; a question mark where a part is none of those that are read here.

    `wide`: as an xlsb has it, whose rows are numbered in four bytes.
    """
    try:
        return _text(packed, wide)
    except (struct.error, IndexError):
        return UNKNOWN


def _text(packed: bytes, wide: bool) -> str:
    stack: list[str] = []
    at, row_size = 0, 4 if wide else 2
    while at < len(packed):
        kind, at = packed[at], at + 1
        base = kind & 0x1F | 0x20 if kind > 0x1F else kind
        if kind in SIGNS:
            two, one = stack.pop(), stack.pop()
            stack.append(f"({one}{SIGNS[kind]}{two})")
        elif kind == 0x15:
            stack[-1] = f"({stack[-1]})"
        elif kind == 0x19 and packed[at] & 0x10:
            stack.append(f"SUM({stack.pop()})")
            at += 3
        elif kind == 0x19 and packed[at] & 0x41:  # it is calculated each time, or stands apart
            at += 3
        elif kind == 0x1E:
            stack.append(str(struct.unpack_from("<H", packed, at)[0]))
            at += 2
        elif kind == 0x1F:
            stack.append(f"{struct.unpack_from('<d', packed, at)[0]:.10f}")
            at += 8
        elif base == 0x24:
            row, column = struct.unpack_from("<IH" if wide else "<HH", packed, at)
            stack.append(_cell(row, column))
            at += row_size + 2
        elif base == 0x25:
            r1, r2, c1, c2 = struct.unpack_from("<IIHH" if wide else "<HHHH", packed, at)
            stack.append(f"{_cell(r1, c1)}:{_cell(r2, c2)}")
            at += 2 * row_size + 4
        elif base in (0x21, 0x22):
            is_open = base == 0x22
            number = struct.unpack_from("<H", packed, at + is_open)[0]
            count = packed[at] if is_open else ARGUMENTS.get(number, 0)
            at += 2 + is_open
            if number not in NAMES or not count:
                return UNKNOWN
            taken = [stack.pop() for _ in range(count)][::-1]
            stack.append(f"{NAMES[number]}({','.join(taken)})")
        else:
            return UNKNOWN
    return stack[0] if len(stack) == 1 else UNKNOWN


def _cell(row: int, column: int) -> str:
    letters, number = "", (column & 0x3FFF) + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
