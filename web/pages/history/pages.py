"""All pages under `/riwayat`; the story of any subject comes last, its path would take them all."""

from fastapi import APIRouter

from web.pages.history import (
    differences,
    exporting,
    issued,
    listing,
    rebuilding,
    stocks,
    stories,
)

MODULES = (listing, differences, stocks, issued, rebuilding, exporting, stories)

router = APIRouter(routes=[route for module in MODULES for route in module.router.routes])
