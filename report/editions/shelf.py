"""The editions of a store: finding one, opening one, the files that were made from it."""

import hashlib
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from etl.proof.editions import CONTENTS, DOCUMENTS, PLAN
from etl.store.disk.folder import Store
from etl.store.lines.witnesses import MANIFEST
from kpi.plan import Plan, PlanError, load_plan
from report.editions.files import registered
from report.editions.manifest import CONTENT, EditionError, Manifest, slug_of
from report.meeting.meeting import Meeting

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Edition:
    """A frozen meeting in its folder."""

    folder: Path
    manifest: Manifest

    @property
    def files(self) -> list[Path]:
        """What was made from it, by name."""
        folder = self.folder / DOCUMENTS
        return sorted(p for p in folder.glob("*") if not p.name.startswith("."))

    def meeting(self) -> Meeting:
        """Exactly what was frozen. Raises EditionError where a file was changed since."""
        plan = _plan(self._sound(PLAN, self.manifest.plan_sha256))
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
        content = (self.folder / DOCUMENTS / name).read_bytes()
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


def _plan(text: bytes) -> Plan:
    """A frozen plan.

    Plans once did not say what is shown first: such a one shows it as its year's plan does now.
    """
    plan = Plan.model_validate_json(text)
    if "shown" in plan.model_fields_set:
        return plan
    try:
        now = load_plan(plan.year).shown
    except PlanError as fault:
        log.warning("nothing is shown first of the edition's plan of %s: %s", plan.year, fault)
        return plan
    return plan.model_copy(update={"shown": now.among({i.code for i in plan.indicators})})


def editions(store: Store) -> list[Edition]:
    """Every edition, the newest first; a folder that is none is passed over, and logged."""
    opened = []
    for folder in (store.editions).glob("[!.]*"):
        try:
            opened.append(_read(folder))
        except EditionError as fault:
            log.warning("%s", fault)
    return sorted(opened, key=lambda e: e.manifest.frozen_at, reverse=True)


def open_edition(store: Store, name: str) -> Edition:
    """The edition of a name. Raises EditionError where there is none or it is damaged."""
    folder = store.editions / slug_of(name)
    if not folder.is_dir():
        names = "、".join(e.manifest.name for e in editions(store)) or "还没有"
        raise EditionError(f"没有名为“{name}”的会议版；现有：{names}")
    return _read(folder)


def _read(folder: Path) -> Edition:
    try:
        text = (folder / MANIFEST).read_text("utf-8")
        content = json.loads(text)
    except (OSError, ValueError):
        raise _damaged(folder) from None
    if isinstance(content, dict) and content.get("format") == 1:
        raise EditionError(_of_old(folder, content))
    try:
        manifest = Manifest.model_validate_json(text)
    except ValueError:
        raise _damaged(folder) from None
    if manifest.seal != manifest.own_seal:
        raise EditionError(f"会议版 {folder.name} 的 {MANIFEST} 已被改动，不能再用")
    return Edition(folder, manifest)


def _damaged(folder: Path) -> EditionError:
    return EditionError(f"会议版 {folder.name} 的说明文件缺失或已损坏")


def _of_old(folder: Path, manifest: Mapping[str, Any]) -> str:
    """What an edition is that was made before there were seals, why that matters, what to do."""
    return (
        f"会议版“{manifest.get('name') or folder.name}”是旧版程序定稿的，没有封签，"
        "无法证明它未被改动，所以不再打开。请按它的两个时间另起一个名称重新定稿："
        f"python -m report edition freeze 新名称 --as-of {manifest.get('as_of')} "
        f"--known-at {manifest.get('known_at')}；旧文件夹 {folder} 可留作备查。"
    )
