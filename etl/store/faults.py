"""Whatever can go wrong with the store, in words for who cannot see its folder."""

import errno

import duckdb

from etl.store.disk.chain import ChainError
from etl.store.disk.folder import OriginalError, StoreBusyError
from etl.store.warehouse import RebuildError

# What reading or writing the store may raise.
STORE_FAULTS = (StoreBusyError, RebuildError, ChainError, OriginalError, OSError, duckdb.Error)

_OF_THE_DISK = {
    errno.ENOSPC: "磁盘已满，请清理后再试",
    errno.EDQUOT: "磁盘配额已用完，请清理后再试",
    errno.EROFS: "数据目录所在的磁盘是只读的",
    errno.EACCES: "没有权限读写数据目录",
    errno.EPERM: "没有权限读写数据目录",
    errno.EIO: "磁盘读写出错，请检查硬盘",
}


def with_remedy(fault: Exception) -> str:
    """The same for who has the store's folder: what to do as well, and the file by its name."""
    if isinstance(fault, ChainError):
        return str(fault)
    named = f"“{fault.filename}”：" if isinstance(fault, OSError) and fault.filename else ""
    return f"{named}{fault_words(fault)}"


def fault_words(fault: Exception) -> str:
    """Why, in a sentence without a full stop; what the system says in English goes to the log."""
    if isinstance(fault, OSError):
        return _OF_THE_DISK.get(fault.errno or 0, "数据目录现在读写不了")
    if isinstance(fault, duckdb.Error):
        text = str(fault).lower()
        full = "no space left" in text or "disk full" in text
        return _OF_THE_DISK[errno.ENOSPC] if full else "数据仓库现在读写不了"
    if isinstance(fault, StoreBusyError):
        return "另一个程序正在写入数据目录"
    return fault.what if isinstance(fault, ChainError) else str(fault)
