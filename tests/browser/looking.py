"""Looking at pages as a judge: what axe finds, whether the page fits the screen; going from page to page."""

from collections.abc import Callable
from typing import Any

from tests.conftest import MOBILE, OFFICE

# All that axe judges by colour; the rest of a page is the same in the dark.
OF_COLOUR = ["color-contrast", "link-in-text-block"]
SETTLED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def follow(page: Any, press: Any) -> None:
    """Press a link or a button that leads to a page, and be on that page; otherwise the one before may be looked at."""
    with page.expect_navigation():
        press.click()


def faults(page: Any, axe: Callable[..., list[str]], address: str, *, dark: bool = False) -> list[str]:
    """What axe and the width of the page say in an office and on a phone, with DARK also of the dark colours.

    The page is loaded once and then narrowed, as a person does who turns a tablet; the journeys load on a phone.
    """
    page.set_viewport_size(OFFICE)
    page.goto(address)
    found = []
    for size in (OFFICE, MOBILE):
        found += [f"{address} {line}" for line in faults_at(page, axe, size)]
        if dark:
            found += [f"{address} dark at {size['width']}: {line}" for line in faults_in_the_dark(page, axe)]
    return found


def faults_at(page: Any, axe: Callable[..., list[str]], size: dict[str, int]) -> list[str]:
    """What is wrong on the open page at this SIZE of the screen."""
    page.set_viewport_size(size)
    page.evaluate(SETTLED)
    wide = page.evaluate("document.documentElement.scrollWidth")
    found = [f"{wide} px wide on {size['width']}"] if wide > size["width"] else []
    return found + [f"at {size['width']}: {line}" for line in axe(page)]


def faults_in_the_dark(page: Any, axe: Callable[..., list[str]]) -> list[str]:
    """What cannot be read on the open page in dark colours."""
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.evaluate(SETTLED)
    found = axe(page, OF_COLOUR)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.evaluate(SETTLED)
    return found
