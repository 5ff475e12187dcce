"""The states, the District of Columbia and the territories, by their postal codes (USPS Publication 28, appendix B)."""

from collections.abc import Mapping

_STATES = """
AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC District of Columbia
FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine
MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada
NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma
OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont
VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming
AS American Samoa|GU Guam|MP Northern Mariana Islands|PR Puerto Rico|VI Virgin Islands
"""

STATES: Mapping[str, str] = {
    code: name for each in _STATES.strip().replace("\n", "|").split("|") for code, _, name in [each.partition(" ")]
}
"""Their names by postal code."""

_CODES = {name.casefold(): code for code, name in STATES.items()} | {code.casefold(): code for code in STATES}
_ALSO = {"u.s. virgin islands": "VI", "commonwealth of the northern mariana islands": "MP", "washington, d.c.": "DC"}


def state_code(text: str) -> str:
    """The postal code of a state written by its name or its code, in any case; empty when it is none."""
    plain = " ".join(text.split()).casefold()
    return _CODES.get(plain) or _ALSO.get(plain, "")
