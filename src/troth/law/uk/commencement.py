"""When the Data (Use and Access) Act 2025 began, part by part, and which law a matter keeps that began before."""

from troth.law.dated import stated

SI_2026_82 = "https://www.legislation.gov.uk/uksi/2026/82/made"

stated(
    "SI 2026/82 reg 2",
    SI_2026_82,
    "The new clock of requests (UK GDPR Art 12A), and the new rules on automated decisions and transfers, begin.",
    since="2026-02-05",
)
stated(
    "SI 2026/82 reg 3",
    SI_2026_82,
    "Complaints to the controller (DPA 2018 s. 164A) begin.",
    since="2026-06-19",
)
stated(
    "SI 2026/82 reg 4",
    SI_2026_82,
    "A request that came before 5 February 2026 keeps the clock of the older law.",
    since="2026-02-05",
)
stated(
    "SI 2026/82 reg 5",
    SI_2026_82,
    "A decision taken by a computer alone before 5 February 2026 keeps the older Article 22.",
    since="2026-02-05",
)
stated(
    "SI 2026/82 reg 7",
    SI_2026_82,
    "Only complaints received from 19 June 2026 on have to be acknowledged within 30 days.",
    since="2026-06-19",
)
