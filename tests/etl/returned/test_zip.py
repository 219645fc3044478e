"""All returned workbooks in one archive: names that are safe, and none of them twice."""

import io
import zipfile

from etl.returned.hand_back import Returned, base_name, zipped


def packed(*names: str) -> list[str]:
    archive = zipped([Returned(name, name.encode()) for name in names])
    return zipfile.ZipFile(io.BytesIO(archive)).namelist()


def test_each_keeps_its_name_and_bytes() -> None:
    archive = zipfile.ZipFile(io.BytesIO(zipped([Returned("八月_退回.xlsx", b"abc")])))
    assert archive.namelist() == ["八月_退回.xlsx"]
    assert archive.read("八月_退回.xlsx") == b"abc"


def test_the_same_name_twice_is_numbered_whatever_its_capitals() -> None:
    names = packed("A_退回.xlsx", "a_退回.xlsx", "A_退回.xlsx", "a_退回2.xlsx")
    assert names == ["A_退回.xlsx", "a_退回2.xlsx", "A_退回3.xlsx", "a_退回22.xlsx"]


def test_no_name_leaves_the_folder_into_which_it_is_unpacked() -> None:
    names = packed("../../etc/passwd_退回.xlsx", r"C:\\x\\八月_退回.xlsx", "/tmp/a_退回.xlsx")
    assert names == ["passwd_退回.xlsx", "八月_退回.xlsx", "a_退回.xlsx"]


def test_signs_that_turn_letters_round_are_taken_out_of_a_name() -> None:
    assert base_name("八月\u202exslx.exe") == "八月_xslx.exe"
    assert base_name("\u2066八月\u2069.xlsx") == "_八月_.xlsx"
