"""The set-up itself: widgets of both makes work in the real JupyterLab, also after a restart and without a network."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import axe
from tests.browser.conftest import is_elsewhere
from tests.browser.lab import kill_kernel, open_notebook, restart_kernel, run_all, save, write_notebook
from tests.browser.server import JupyterServer

pytestmark = pytest.mark.browser

IPYWIDGET = """
import ipywidgets
button, said = ipywidgets.Button(description="Ask Henk"), ipywidgets.HTML("nothing yet")
button.on_click(lambda _: setattr(said, "value", "Henk answers"))
ipywidgets.VBox([button, said])
"""

ANYWIDGET = """
import anywidget, traitlets
class Counter(anywidget.AnyWidget):
    _esm = '''
    export default { render({ model, el }) {
        const button = document.createElement("button");
        const draw = () => { button.textContent = `Round ${model.get("round")}`; };
        button.onclick = () => { model.set("round", model.get("round") + 1); model.save_changes(); };
        model.on("change:round", draw);
        draw();
        el.append(button);
    } };
    '''
    round = traitlets.Int(1).tag(sync=True)
Counter()
"""


@pytest.fixture
def notebook(jupyter_server: JupyterServer) -> str:
    return write_notebook(jupyter_server.root / "smoke.ipynb", [IPYWIDGET, ANYWIDGET]).name


def test_widgets_answer_to_a_click_also_after_the_kernel_was_lost(
    page: Page, jupyter_server: JupyterServer, notebook: str
) -> None:
    open_notebook(page, jupyter_server, notebook)
    outputs = page.locator(".jp-OutputArea")
    for lose_kernel in (None, restart_kernel, kill_kernel):
        if lose_kernel is not None:
            lose_kernel(page)
        run_all(page)
        expect(outputs.get_by_text("nothing yet")).to_be_visible()
        page.get_by_role("button", name="Ask Henk").click()
        expect(outputs.get_by_text("Henk answers")).to_be_visible()
        page.get_by_role("button", name="Round 1").click()
        expect(page.get_by_role("button", name="Round 2")).to_be_visible()
    save(page)
    saved = json.loads((jupyter_server.root / notebook).read_text(encoding="utf-8"))
    assert all(cell["outputs"] for cell in saved["cells"])


def test_axe_finds_a_button_without_a_name_and_nothing_in_a_good_one(page: Page) -> None:
    page.set_content('<main><p id="good"><button>Hand in</button></p><p id="bad"><button></button></p></main>')
    assert axe(page, "#good") == ()
    assert [violation.rule for violation in axe(page, "#bad")] == ["button-name"]
    with pytest.raises(LookupError, match="#absent"):
        axe(page, "#absent")


@pytest.mark.parametrize(
    ("url", "elsewhere"),
    [
        ("http://127.0.0.1:8888/lab", False),
        ("ws://localhost:8888/api/kernels", False),
        ("http://[::1]:8888/", False),
        ("data:image/png;base64,AAAA", False),
        ("blob:http://127.0.0.1/1", False),
        ("https://example.org/font.woff2", True),
        ("http://192.0.2.1/", True),
        ("wss://example.org/socket", True),
    ],
)
def test_a_request_to_another_machine_is_noticed(url: str, elsewhere: bool) -> None:  # noqa: FBT001
    assert is_elsewhere(url) is elsewhere
