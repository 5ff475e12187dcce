"""Claims for the tests of the documents, made by the real domain from records built here."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from muster import paths
from muster.domain.claim import Claim
from muster.domain.computation import compute
from muster.domain.fiscal import Quarter
from muster.domain.readings import Preset
from muster.domain.records import (
    Agency,
    AgencyFile,
    Agreement,
    Authorization,
    Model,
    Officer,
    OfficerFile,
    Override,
    OvertimeEntry,
    OvertimeSum,
    Pay,
    Result,
    StatedBy,
)
from tests.composition import RULES
from tests.domain.files import agency_file
from tests.oracle.folder import read_folder

Q1 = Quarter(2026, 1)
AGENCY = Agency(
    name="Alder County Sheriff's Office",
    ori="TX9991234",
    state="TX",
    county="Alder",
    uei="ABCDEFGHJK12",
    ein="12-3456789",
    address="1 Main Street",
    city="Alderton",
    zip="75001",
    contact_name="Jordan Pike",
    contact_title="Grants clerk",
    contact_phone="555-0100",
    contact_email="grants@alder.example",
    official_name="Robin Hale",
    official_title="Sheriff",
)
MOA = tuple(Agreement(model, f"MOA-{model}", date(2025, 6, 1), date(2025, 6, 1)) for model in Model)
ICE = Result(Q1, 38, 33, StatedBy.ICE, "ICE letter 2026-01-12", date(2026, 1, 12))


def officer(
    officer_id: str,
    last: str = "Lind",
    first: str = "Avery",
    *,
    salary: int = 6743219,
    benefits: int | None = 2481236,
    model: Model = Model.TFM,
    overtime: Iterable[tuple[date, int]] = (),
) -> OfficerFile:
    """An officer eligible since 2025-09-01; overtime as (day, cents), paid."""
    entries = [OvertimeEntry(officer_id, day, Decimal(4), cents, day) for day, cents in overtime]
    return OfficerFile(
        officer=Officer(officer_id, last, first),
        authorizations=(Authorization(officer_id, model, date(2025, 8, 1), date(2025, 9, 1)),),
        pay=(Pay(officer_id, date(2025, 7, 1), salary, benefits),),
        overtime=tuple(OvertimeSum.of(entry) for entry in sorted(entries, key=lambda entry: entry.worked_on)),
    )


def claim_of(
    *officers: OfficerFile,
    agency: Agency = AGENCY,
    results: tuple[Result, ...] = (ICE,),
    overrides: tuple[Override, ...] = (),
    quarter: Quarter = Q1,
) -> Claim:
    """The published claim of the officers, agreements for all models in force."""
    by_id = tuple(sorted(officers, key=lambda each: each.officer.officer_id))
    return compute(AgencyFile(agency, MOA, by_id, results, overrides), quarter, Preset.PUBLISHED, RULES).claim


def many(number: int) -> list[OfficerFile]:
    """Officers with figures of every length, some over the cap."""
    return [
        officer(
            f"{n:05d}",
            f"Family{n}",
            "Given",
            salary=4_000_000 + n * 7_919 % 6_000_000,
            benefits=1_500_000 + n * 104_729 % 2_000_000,
            model=tuple(Model)[n % 3],
            overtime=[(date(2025, 10, 1) + timedelta(days=n % 90), n * 1_299_709 % 2_500_000 + 1)] if n % 4 else [],
        )
        for n in range(number)
    ]


@cache
def sample_agency() -> AgencyFile:
    """The program's own sample agency."""
    return agency_file(read_folder(paths.sample_agency()))
