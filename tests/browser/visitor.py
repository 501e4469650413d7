"""Somebody at the page: a driver for the browser phone that also notes what the browser complains of."""

from dataclasses import dataclass, field

from playwright.async_api import BrowserContext, ConsoleMessage, Page, Request, expect


@dataclass
class Visitor:
    """A page of one browser context. `complaints` and `elsewhere` must be empty in the end."""

    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    expects_failures: bool = False

    @classmethod
    async def at(cls, context: BrowserContext, url: str) -> "Visitor":
        visitor = cls(context, await context.new_page())
        visitor.page.on("console", visitor.note)
        visitor.page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
        visitor.page.on("request", lambda request: visitor.note_request(request, url))
        await visitor.page.goto(url)
        await expect(visitor.page.locator("#text")).to_be_visible()
        return visitor

    def note(self, message: ConsoleMessage) -> None:
        # The browser itself reports every failed request; a test that breaks the line expects those.
        is_expected = self.expects_failures and message.text.startswith("Failed to load resource")
        if message.type in {"error", "warning"} and not is_expected:
            self.complaints.append(message.text)

    def note_request(self, request: Request, url: str) -> None:
        if not request.url.startswith(url):
            self.elsewhere.append(request.url)

    async def says(self, text: str) -> None:
        await self.page.fill("#text", text)
        await self.page.press("#text", "Enter")

    async def chooses(self, label: str) -> None:
        await self.page.get_by_role("button", name=label, exact=True).click()

    async def hears(self, text: str) -> None:
        """The last message of the house holds `text`."""
        await expect(self.page.locator("#log .message:not(.mine)").last).to_contain_text(text)

    async def sees(self, *texts: str) -> None:
        """Exactly these messages, of both sides, each beginning as given."""
        bubbles = self.page.locator("#log .bubble")
        await expect(bubbles).to_have_count(len(texts))
        for number, text in enumerate(texts):
            await expect(bubbles.nth(number)).to_contain_text(text)
