"""The composer."""

from loosen.domain.composer.brief import Brief
from loosen.domain.composer.compose import compose
from loosen.domain.composer.plan import Clash, Coverage, NoPlan, Plan, PlanStep, Relaxation, Status

__all__ = [
    "Brief",
    "Clash",
    "Coverage",
    "NoPlan",
    "Plan",
    "PlanStep",
    "Relaxation",
    "Status",
    "compose",
]
