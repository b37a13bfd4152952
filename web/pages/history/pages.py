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

router = APIRouter()
for module in (listing, differences, stocks, issued, rebuilding, exporting, stories):
    router.include_router(module.router)
