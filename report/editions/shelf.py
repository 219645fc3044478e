"""The editions of a store: freezing one, opening one, the files that were made from it."""

import hashlib
import json
import logging
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from etl.ledger import Entry, Line, read_lines
from etl.store import Store, sync_folder, write_durably
from kpi.plan import Plan
from kpi.plan.moments import utc_now
from report.editions.files import FILES, REGISTER, register, register_line, registered
from report.editions.manifest import CONTENT, Content, EditionError, Known, Manifest, slug_of
from report.meeting import Meeting

log = logging.getLogger(__name__)
MANIFEST, PLAN, CONTENTS = "manifest.json", "plan.json", "content.json"


@dataclass(frozen=True)
class Edition:
    """A frozen meeting in its folder."""

    folder: Path
    manifest: Manifest

    @property
    def files(self) -> list[Path]:
        """What was made from it, by name."""
        folder = self.folder / FILES
        return sorted(p for p in folder.glob("*") if not p.name.startswith("."))

    def meeting(self) -> Meeting:
        """Exactly what was frozen. Raises EditionError where a file was changed since."""
        plan = Plan.model_validate_json(self._sound(PLAN, self.manifest.plan_sha256))
        content = CONTENT.validate_json(self._sound(CONTENTS, self.manifest.content_sha256))
        return Meeting(
            name=self.manifest.name,
            plan=plan,
            as_of=self.manifest.as_of,
            known_at=self.manifest.known_at,
            rows=content.rows,
            reports=content.reports,
            task_reports=content.task_reports,
            matters=content.matters,
            projects=content.projects,
        )

    def file(self, name: str) -> bytes:
        """A document as it was made. Raises EditionError where it was changed since."""
        content = (self.folder / FILES / name).read_bytes()
        made = registered(self.folder).get(name)
        if made is None or hashlib.sha256(content).hexdigest() != made.sha256:
            raise EditionError(
                f"会议版“{self.manifest.name}”的文件 {name} 做成之后被改动，不能再用"
            )
        return content

    def _sound(self, name: str, sha256: str) -> bytes:
        try:
            content = (self.folder / name).read_bytes()
        except FileNotFoundError:
            content = b""
        if hashlib.sha256(content).hexdigest() != sha256:
            raise EditionError(f"会议版“{self.manifest.name}”的 {name} 已被改动或缺失，不能再用")
        return content


def freeze(
    store: Store, meeting: Meeting, warehouse_sha256: str, files: Mapping[str, bytes] | None = None
) -> Edition:
    """Writes a meeting for good, whole or not at all. Raises EditionError for a name in use."""
    folder = store.root / "editions" / slug_of(meeting.name)
    if folder.exists():
        raise EditionError(f"已有名为“{meeting.name}”的会议版；会议版不能改动，请换一个名字")
    content = Content(
        meeting.rows, meeting.reports, meeting.task_reports, meeting.matters, meeting.projects
    )
    parts = {PLAN: meeting.plan.model_dump_json().encode(), CONTENTS: CONTENT.dump_json(content)}
    manifest = Manifest(
        name=meeting.name,
        as_of=meeting.as_of,
        known_at=meeting.known_at,
        frozen_at=utc_now(),
        year=meeting.plan.year,
        warehouse_sha256=warehouse_sha256,
        plan_sha256=hashlib.sha256(parts[PLAN]).hexdigest(),
        content_sha256=hashlib.sha256(parts[CONTENTS]).hexdigest(),
        known=known_to(store, meeting),
    ).sealed()
    parts[MANIFEST] = manifest.model_dump_json(indent=1).encode()
    edition = Edition(folder, manifest)
    _write(folder, parts, files or {})
    log.info("froze edition %s as of %s", folder.name, meeting.as_of)
    return edition


def known_to(store: Store, meeting: Meeting) -> tuple[Known, ...]:
    """The ledger's lines by the meeting's moment: what was accepted, and what was taken back."""
    written = zip(read_lines(store), store.entries(), strict=True)
    found = (_known(line, raw) for line, raw in written)
    return tuple(k for k in found if k is not None and k.received_at <= meeting.known_at)


def _known(line: Line, raw: dict[str, Any]) -> Known | None:
    if isinstance(line, Entry):
        if line.verdict != "accepted":
            return None
        kind, sha256, name, moment = "submission", line.sha256, line.file_name, line.received_at
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
    (build / FILES).mkdir(parents=True)
    for name, content in parts.items():
        write_durably(build / name, content)
    plain = {Path(name).name: content for name, content in files.items()}
    for name, content in plain.items():
        write_durably(build / FILES / name, content)
    write_durably(build / REGISTER, b"".join(register_line(*made) for made in plain.items()))
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
    path = edition.folder / FILES / Path(name).name
    if path.exists():
        raise EditionError(f"会议版“{edition.manifest.name}”已有文件 {path.name}，不能改动")
    write_durably(path, content)
    register(edition.folder, path.name, content)
    return path


def editions(store: Store) -> list[Edition]:
    """Every edition, the newest first; a folder that is none is passed over, and logged."""
    found = []
    for folder in (store.root / "editions").glob("[!.]*"):
        try:
            found.append(_read(folder))
        except EditionError as fault:
            log.warning("%s", fault)
    return sorted(found, key=lambda e: e.manifest.frozen_at, reverse=True)


def open_edition(store: Store, name: str) -> Edition:
    """The edition of a name. Raises EditionError where there is none or it is damaged."""
    folder = store.root / "editions" / slug_of(name)
    if not folder.is_dir():
        names = "、".join(e.manifest.name for e in editions(store)) or "还没有"
        raise EditionError(f"没有名为“{name}”的会议版；现有：{names}")
    return _read(folder)


def _read(folder: Path) -> Edition:
    try:
        text = (folder / MANIFEST).read_text("utf-8")
        manifest = Manifest.model_validate_json(text)
    except (OSError, ValueError):
        raise EditionError(f"会议版 {folder.name} 的说明文件缺失或已损坏") from None
    if manifest.seal != manifest.own_seal:
        raise EditionError(f"会议版 {folder.name} 的 {MANIFEST} 已被改动，不能再用")
    return Edition(folder, manifest)
