"""Freezing a meeting, and adding the files that are made from it: nothing is ever written over."""

import getpass
import hashlib
import json
import logging
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

from etl.proof.editions import CONTENTS, DOCUMENTS, PLAN, REGISTER, WAREHOUSE
from etl.store.disk.audit import record
from etl.store.disk.chain import Lines
from etl.store.disk.durable import sync_folder, write_durably
from etl.store.disk.folder import Store
from etl.store.lines.ledger import Entry, Line, Withdrawal, lines_of
from etl.store.lines.witnesses import MANIFEST
from kpi.engine.warehouse import Version
from kpi.moments import utc_now
from report.editions.files import register, register_line
from report.editions.manifest import CONTENT, Content, EditionError, Known, Manifest, slug_of
from report.editions.shelf import Edition
from report.meeting.meeting import Meeting

log = logging.getLogger(__name__)


def freeze(
    store: Store,
    meeting: Meeting,
    version: Version,
    files: Mapping[str, bytes] | None = None,
    steps: Sequence[str] = (),
) -> Edition:
    """Writes a meeting for good, whole or not at all, with the version that it was computed from;
    `steps` are those that it was presented with, where they are not the plan's own.

    Raises EditionError for a name in use, or a version that is gone or damaged.
    """
    folder = store.editions / slug_of(meeting.name)
    if folder.exists():
        raise EditionError(f"已有名为“{meeting.name}”的会议版；会议版不能改动，请换一个名字")
    content = Content(
        meeting.rows, meeting.reports, meeting.task_reports, meeting.matters, meeting.projects
    )
    data = version.path.read_bytes() if version.path.exists() else b""
    if hashlib.sha256(data).hexdigest() != version.sha256:
        raise EditionError(
            "数据刚刚更新或已损坏，请再定稿一次；仍不行请运行：python -m etl rebuild"
        )
    ledger = store.lines()
    parts = {PLAN: meeting.plan.model_dump_json().encode(), CONTENTS: CONTENT.dump_json(content)}
    manifest = Manifest(
        name=meeting.name,
        as_of=meeting.as_of,
        known_at=meeting.known_at,
        frozen_at=utc_now(),
        year=meeting.plan.year,
        warehouse_sha256=version.sha256,
        plan_sha256=hashlib.sha256(parts[PLAN]).hexdigest(),
        content_sha256=hashlib.sha256(parts[CONTENTS]).hexdigest(),
        known=known_to(ledger, meeting),
        ledger_lines=len(ledger.raw),
        ledger_head=ledger.head,
        steps=tuple(steps),
    ).sealed()
    parts[WAREHOUSE] = data
    parts[MANIFEST] = manifest.model_dump_json(indent=1).encode()
    edition = Edition(folder, manifest)
    # the lock, or another process would take what is half written for left over
    with store.locked():
        _write(folder, parts, files or {})
        record(store, "freeze", getpass.getuser(), edition=meeting.name, folder=folder.name)
    log.info("froze edition %s as of %s", folder.name, meeting.as_of)
    return edition


def known_to(ledger: Lines, meeting: Meeting) -> tuple[Known, ...]:
    """The ledger's lines by the meeting's moment: what was accepted, and what was taken back."""
    pairs = zip(lines_of(ledger), ledger.fields, strict=True)
    lines = (_known(line, raw) for line, raw in pairs)
    return tuple(k for k in lines if k is not None and k.received_at <= meeting.known_at)


def _known(line: Line, raw: dict[str, Any]) -> Known | None:
    if isinstance(line, Entry):
        if line.verdict != "accepted":
            return None
        kind, sha256, name, moment = "submission", line.sha256, line.file_name, line.received_at
    elif not isinstance(line, Withdrawal):
        return None  # an answer taken back, a ledger taken over: neither changes a figure
    else:
        kind, sha256, name = "withdrawal", "", f"撤回第 {line.withdraws} 号"
        moment = line.withdrawn_at
    # as it stands in the ledger, so that a later field of ours changes nothing
    digest = hashlib.sha256(json.dumps(raw, sort_keys=True).encode()).hexdigest()
    return Known(
        line=line.line,
        kind=kind,
        sha256=sha256,
        file_name=name,
        received_at=moment,
        line_sha256=digest,
    )


def _write(folder: Path, parts: Mapping[str, bytes], files: Mapping[str, bytes]) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    build = folder.with_name(f".{folder.name}.{uuid4().hex}")
    (build / DOCUMENTS).mkdir(parents=True)
    for name, content in parts.items():
        write_durably(build / name, content)
    documents = {Path(name).name: content for name, content in files.items()}
    for name, content in documents.items():
        write_durably(build / DOCUMENTS / name, content)
    write_durably(build / REGISTER, b"".join(register_line(*made) for made in documents.items()))
    sync_folder(build)
    try:
        build.rename(folder)
    except OSError:
        # another one was faster: rename never replaces a folder that holds anything
        shutil.rmtree(build)
        raise EditionError(f"已有名为“{folder.name}”的会议版，请换一个名字") from None
    sync_folder(folder.parent)


def add_file(edition: Edition, name: str, content: bytes) -> Path:
    """A document made from an edition, beside it; one that is there already stays as it is."""
    path = edition.folder / DOCUMENTS / Path(name).name
    with Store(edition.folder.parents[1]).locked():
        if path.exists():
            raise EditionError(f"会议版“{edition.manifest.name}”已有文件 {path.name}，不能改动")
        write_durably(path, content)
        register(edition.folder, path.name, content)
    return path
