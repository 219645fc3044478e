"""Looks at a file before anything parses it: what it is, and whether it is safe to open."""

import io
import zipfile

from etl import rules
from etl.problems import RefusedError

MAX_FILE_BYTES = 50 * 2**20
MAX_INFLATED_BYTES = 400 * 2**20
MAX_PARTS = 5000
SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv")
KINDS = {"xl/workbook.xml": "xlsx", "xl/workbook.bin": "xlsb", "content.xml": "ods"}
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
RESAVE = "请用 WPS 或 Excel 打开，另存为 .xlsx 后再报送"


def kind_of(name: str, content: bytes) -> str:
    """One of xlsx, xlsb, ods, xls, csv, protected for one under a password, zip for any other zip;
    by its content, not by its name.

    Raises RefusedError for anything that must not be opened.
    """
    suffix = "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if suffix not in SUFFIXES:
        raise RefusedError(
            rules.UNSUPPORTED_TYPE,
            f"不支持“{suffix or name}”类型的文件",
            f"请报送 {'、'.join(SUFFIXES)} 文件",
        )
    if not content.strip(b"\0"):
        raise RefusedError(
            rules.EMPTY_FILE, "文件是空的（0 字节或没有内容）", "请确认已保存，再重新报送"
        )
    if len(content) > MAX_FILE_BYTES:
        raise RefusedError(
            rules.TOO_LARGE,
            f"文件 {len(content) / 2**20:.0f} MB，超过 {MAX_FILE_BYTES // 2**20} MB 的上限",
            "请删去图片和无关工作表，或按月拆分",
        )
    return _kind(suffix, content)


def _kind(suffix: str, content: bytes) -> str:
    if content.startswith(OLE):
        return "protected" if ENCRYPTED in content else "xls"
    if content.startswith(b"PK"):
        return _look_into_zip(content)
    if suffix == ".csv":
        return "csv"
    what = "网页" if b"<" in content[:64].lstrip()[:1] else "其他内容"
    raise RefusedError(
        rules.WRONG_CONTENT, f"文件名是 {suffix}，内容却是{what}，不是工作簿", RESAVE
    )


def _look_into_zip(content: bytes) -> str:
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise RefusedError(rules.DAMAGED, "文件不完整或已损坏，无法打开", RESAVE) from None
    names = [p.filename for p in parts]
    if any(p.flag_bits & 1 for p in parts):
        raise RefusedError(rules.ENCRYPTED, "文件设有打开密码，无法读取", "请取消密码后再报送")
    if len(parts) > MAX_PARTS or len({n.lower() for n in names}) < len(names):
        raise RefusedError(rules.DAMAGED, "文件内部结构异常", RESAVE)
    inflated = sum(p.file_size for p in parts)
    if inflated > MAX_INFLATED_BYTES:
        raise RefusedError(
            rules.TOO_LARGE,
            f"文件展开后有 {inflated / 2**20:.0f} MB，超过 {MAX_INFLATED_BYTES // 2**20} MB 的上限",
            "请删去表格下方的空白行和无关工作表后再报送",
        )
    return next((kind for part, kind in KINDS.items() if part in names), "zip")
