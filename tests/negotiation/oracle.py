"""R1 worked out a second time, with plain dictionaries and nothing of ours: what the engine is held against."""

from itertools import product

Pump = tuple[int, int, int]

PRICE = {100: 0, 96: 40, 92: 70, 88: 100}
WEEKS = {8: 0, 6: 40, 4: 80, 2: 100}
DAYS = {30: 0, 60: 60, 90: 100}
SUPPLIER = ({100: 100, 96: 70, 92: 35, 88: 0}, {8: 100, 6: 80, 4: 50, 2: 0}, {30: 100, 60: 60, 90: 0})

VOTES = {"finance": 0.45, "production": 0.35, "sales": 0.20}
STAKES = {"finance": (0.60, 0.05, 0.35), "production": (0.15, 0.75, 0.10), "sales": (0.35, 0.55, 0.10)}
HUBRIS = {"finance": 10, "production": 10, "sales": 5}
QUOTA = 0.6
LIMIT = 45
ELSEWHERE: Pump = (96, 6, 30)

EVERY: list[Pump] = list(product(PRICE, WEEKS, DAYS))
People = dict[str, dict[str, float]]


def start() -> People:
    """How the three departments stand at the start."""
    return {
        "finance": {"k": 0.5, "s": 0.3, "e": 0.2, "tau": 0.6, "p": 0.0},
        "production": {"k": 0.2, "s": 0.6, "e": 0.7, "tau": 0.5, "p": 0.0},
        "sales": {"k": 0.3, "s": 0.3, "e": 0.3, "tau": 0.6, "p": 0.0},
    }


def likes(who: str, deal: Pump) -> float:
    """What a department gets from a deal."""
    stakes = STAKES[who]
    return stakes[0] * PRICE[deal[0]] + stakes[1] * WEEKS[deal[1]] + stakes[2] * DAYS[deal[2]]


def buyer(deal: Pump) -> float:
    """What the buyer's side gets from a deal."""
    return sum(VOTES[who] * likes(who, deal) for who in VOTES)


def supplier(deal: Pump) -> float:
    """What the supplier gets from a deal."""
    return 0.5 * SUPPLIER[0][deal[0]] + 0.3 * SUPPLIER[1][deal[1]] + 0.2 * SUPPLIER[2][deal[2]]


def agreeable() -> list[Pump]:
    """The deals that are better than none for both."""
    return [d for d in EVERY if supplier(d) >= LIMIT - 1e-9 and buyer(d) >= buyer(ELSEWHERE) - 1e-9]


def efficient() -> list[Pump]:
    """Those of them that cannot be bettered for one without costing the other."""

    def beaten(d: Pump) -> bool:
        return any(
            buyer(o) >= buyer(d) - 1e-9
            and supplier(o) >= supplier(d) - 1e-9
            and (buyer(o) > buyer(d) + 1e-9 or supplier(o) > supplier(d) + 1e-9)
            for o in EVERY
        )

    return sorted((d for d in agreeable() if not beaten(d)), key=lambda d: -buyer(d))


def asks(people: People, who: str) -> float:
    """The utility at which half of a department votes yes."""
    of = people[who]
    good = efficient()
    hope = of["k"] * sum(likes(who, d) for d in good) / len(good) + (1 - of["k"]) * 100
    out = likes(who, ELSEWHERE) + (1 - of["k"]) * HUBRIS[who]
    share = min(1.0, max(0.0, 0.8 + 0.2 * of["s"] - 0.4 * of["tau"] - 0.3 * of["p"]))
    return out + share * max(0.0, hope - out)


def yes(people: People, who: str, deal: Pump) -> float:
    """The share of a department that votes yes."""
    return min(1.0, max(0.0, 0.5 + (likes(who, deal) - 10 * people[who]["s"] - asks(people, who)) / 20))


def votes(people: People, deal: Pump) -> float:
    """The share of all votes for a deal."""
    return sum(VOTES[who] * yes(people, who, deal) for who in VOTES)


def offer(when: float, *, knows: bool = False, low: float = LIMIT) -> Pump:
    """What the supplier offers in round ``when`` of eight, without the terms of relation and pressure."""
    level = low + (100 - low) * (1 - when / 8)
    worth = buyer if knows else (lambda d: (PRICE[d[0]] + WEEKS[d[1]] + DAYS[d[2]]) / 3)
    enough = [d for d in EVERY if supplier(d) >= level - 1e-9]
    return max(enough, key=lambda d: (round(worth(d), 6), round(supplier(d), 6), -EVERY.index(d)))


# ---------------------------------------------------------------------- the internal round, one line an action


def listen(people: People, who: str) -> None:
    """A talk in which they are heard."""
    of = people[who]
    of["e"], of["tau"], of["p"] = of["e"] * 0.6, of["tau"] + 0.1 * (1 - of["tau"]), of["p"] + 0.25 * (1 - of["p"])


def show(people: People, who: str, quality: float = 0.8) -> None:
    """The facts, to somebody who is calm."""
    of = people[who]
    of["k"] += quality * of["tau"] * (1 - of["e"]) * (1 - of["k"])


def inform(people: People, who: str) -> None:
    """How things stand."""
    of = people[who]
    of["s"], of["p"], of["k"] = of["s"] * 0.75, of["p"] + 0.15 * (1 - of["p"]), of["k"] + 0.1 * (1 - of["k"])


def internal_round() -> People:
    """The work at home of the worked example."""
    people = start()
    listen(people, "production")
    show(people, "production")
    people["production"]["s"] *= 1 - 0.3 * people["production"]["tau"]
    people["production"]["tau"] -= 0.15 * (1 - people["production"]["k"]) / 2
    listen(people, "finance")
    show(people, "finance")
    people["finance"]["tau"] -= 0.15 * (1 - people["finance"]["k"]) / 2
    listen(people, "sales")
    show(people, "sales")
    for who in people:
        inform(people, who)
    for of in people.values():
        of["p"] += 0.2 * (1 - of["p"])
    return people
