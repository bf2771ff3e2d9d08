"""What the README shows is what happens."""

import re
import runpy
from pathlib import Path

import peermatch

README = Path(peermatch.__file__).with_name("README.md")


def test_readme_example_runs_and_says_so(tmp_path: Path) -> None:
    examples = re.findall(r"```python\n(.*?)```", README.read_text(), re.DOTALL)
    (tmp_path / "example.py").write_text("\n".join(examples))
    seen = runpy.run_path(str(tmp_path / "example.py"))
    assert seen["plan"].mate.tolist() == [0, 1, -1]
    assert sum(points.points for points in seen["why"].points) == seen["why"].score
    assert {rule: n for rule, n in seen["nobody"].blocked.items() if n} == {"slot": 1}
    assert seen["nobody"].advice[0].change == peermatch.Change("slot", mentee=2, value=2)
    assert seen["nobody"].advice[0].verified
    assert seen["rules"].hard.settled.years == 3
