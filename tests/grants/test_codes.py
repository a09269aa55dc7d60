"""Codes of municipalities, in their three spellings."""

import pytest

from grants.codes import cbs_code, cbs_digits, form_name, read_form_name, sisa_number


@pytest.mark.parametrize("code", ["GM0513", "0513", "060513", "gm0513", " GM0513 "])
def test_three_spellings_of_one_municipality(code: str) -> None:
    assert (cbs_digits(code), cbs_code(code), sisa_number(code)) == ("0513", "GM0513", "060513")


@pytest.mark.parametrize("code", ["", "513", "GM513", "05130", "Gouda", "070513"])
def test_other_texts_are_refused(code: str) -> None:
    with pytest.raises(ValueError, match="no code"):
        cbs_digits(code)


def test_the_name_of_the_form() -> None:
    assert form_name(2025, "GM0513") == "pmg_2025_0513.xlsx"
    assert read_form_name("pmg_2025_0513.xlsx") == (2025, "0513")
    assert read_form_name("PMG_2025_0513 (1).ods") == (2025, "0513")
    assert read_form_name("FICTIEF_pmg_2025_0513.xlsx") == (2025, "0513")
    assert read_form_name("pmg_2025_05130.xlsx") is None
    assert read_form_name("begroting.xlsx") is None
