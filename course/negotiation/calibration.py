"""Every magnitude of the model in one place.

The *sign* of an effect has a source (seed point, paper); its *size* is a design choice of ours, tuned on scenarios and
judged by the simulated players. Percentages that follow from it are not predictions about real people.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from random import Random
from typing import Any


def _size(default: float, meaning: str, source: str, *, fixed: bool = False) -> Any:
    """One magnitude. ``fixed`` marks definitions and counts, which :meth:`Calibration.jittered` leaves alone."""
    return field(default=default, metadata={"meaning": meaning, "source": source, "fixed": fixed})


@dataclass(frozen=True, slots=True)
class Calibration:
    """The magnitudes of theory 3.2-3.6 and 3.11.

    ``magnitude("listen_emotion")`` tells what one means and whence its sign.
    """

    # How much of the gap between what they have and what they hope for a faction insists on (theory 3.2).
    insistence_base: float = _size(0.8, "insistence without trust, voice or image", "Walton & McKersie 1965")
    insistence_image: float = _size(0.2, "added by a negative image", "C32; Steinel et al. 2009")
    insistence_trust: float = _size(0.4, "taken off by trust in the negotiator", "Lind & Tyler 1988")
    insistence_voice: float = _size(0.3, "taken off by having been heard", "Lind & Tyler 1988")
    devaluation: float = _size(
        10.0,
        "points that a negative image takes off any offer of theirs",
        "reactive devaluation: Ross & Stillinger 1991",
    )
    vote_width: float = _size(
        20.0, "points between nobody and everybody in a faction voting yes", "design: linear split"
    )
    wish: float = _size(100.0, "aspiration of a faction that knows nothing of the market", "C11-C12", fixed=True)
    hawk_weight: float = _size(1.0, "how much more a hawkish faction weighs on the mandate", "Steinel et al. 2009")

    # Talks at home (theory 3.3).
    listen_emotion: float = _size(0.6, "emotion that is left after listening", "C43; Itzchakov et al. 2017")
    listen_trust: float = _size(0.10, "share of the missing trust won by listening", "C24; Lind & Tyler 1988")
    listen_voice: float = _size(0.25, "share of the missing voice won by listening", "C24; Lind & Tyler 1988")
    evidence_too_hot: float = _size(0.6, "emotion above which evidence is pushed back", "C43", fixed=True)
    evidence_boomerang: float = _size(0.05, "trust lost by evidence on a hot head", "C43")
    inform_image: float = _size(0.75, "image that is left after informing", "C40")
    inform_voice: float = _size(0.15, "share of the missing voice won by informing", "C38")
    inform_knowledge: float = _size(0.10, "share of the missing knowledge won by informing", "C38-C39")
    perspective_image: float = _size(
        0.3, "share of the image, times trust, that another's view takes away", "C37; Galinsky"
    )
    refuse_trust: float = _size(0.15, "trust, times missing knowledge, that a refused demand costs", "C18; reactance")
    refuse_listened: float = _size(
        0.5, "part of that cost that is left when they were listened to", "C18; Lind & Tyler 1988"
    )
    accept_trust: float = _size(0.05, "trust won by taking a demand along", "C5")
    errand_image: float = _size(0.10, "image added by accepting an errand", "C26; Steinel et al. 2009")
    promise_broken: float = _size(0.30, "trust lost by coming home without what was promised", "C21, C30")
    feed_image: float = _size(0.10, "image added by joining in the complaint", "C32-C33")
    feed_trust: float = _size(0.03, "trust won for the moment by pleasing words", "C26")
    feed_hope: float = _size(0.8, "knowledge that is left after promising what you cannot know", "C21")
    invite_knowledge: float = _size(
        0.3, "share of the missing knowledge won at the table itself", "C41; Walton & McKersie 1965"
    )
    invite_voice: float = _size(0.3, "share of the missing voice won at the table itself", "C41")
    invite_image: float = _size(0.8, "image that is left after seeing them", "C40")
    coalition_points: float = _size(
        4.0, "points off the threshold of two factions that help each other", "Putnam 1988; Mayer 1992"
    )
    coalition_voice: float = _size(0.1, "voice that the factions left out lose", "C42")
    report_voice: float = _size(0.20, "share of the missing voice won by reporting", "C45")
    silence_rounds: int = _size(3, "rounds without a word that a faction bears", "C24", fixed=True)
    silence_voice: float = _size(0.05, "voice lost in each further round", "C24")
    silence_image: float = _size(0.02, "image added in each further round", "C32")
    repetition: float = _size(0.5, "strength of an act that is left each time it is repeated on a faction", "design")

    # The mandate meeting (theory 3.11, 5).
    mandate_refused_trust: float = _size(0.02, "trust lost by a proposal that they refuse", "C9")

    # The table (theory 3.4, 3.11).
    aspiration_relation: float = _size(
        5.0, "points that a full relation takes off their aspiration", "Ben-Yoav & Pruitt 1984"
    )
    posturing: float = _size(
        0.0, "points that an audience adds to their aspiration", "Stasavage 2004; Carnevale et al. 1981"
    )
    known_limit: float = _size(0.5, "part of our room that they keep once they know our limit", "O10, O17")
    concession_relation: float = _size(0.03, "relation won by a package that is better for them", "Mastenbroek 1989")
    extreme_points: float = _size(
        20.0, "points below their limit from where a package insults", "Lewicki et al.", fixed=True
    )
    extreme_relation: float = _size(0.10, "relation lost by an extreme package", "C36")
    withhold_relation: float = _size(0.03, "relation lost by keeping silent at the table", "O20")
    pressure_points: float = _size(3.0, "points that a threat takes off their aspiration", "Lewicki et al.")
    pressure_relation: float = _size(0.15, "relation lost by a threat", "C34-C36; Glasl")
    errand_relation: float = _size(0.20, "relation lost by raising an errand", "C28-C30")
    hardness_relation: float = _size(0.02, "relation won by asking what stands behind a limit", "O22")
    back_table_relation: float = _size(0.05, "relation won by helping them at home", "Sebenius 2013")
    closedness_openness: float = _size(0.2, "openness won by naming closedness with reason", "O22")
    closedness_relation: float = _size(0.02, "relation that naming closedness costs", "O22")
    closedness_unfounded: float = _size(0.08, "relation lost by naming it without reason", "O22")
    reciprocity: float = _size(0.3, "openness won by telling something first", "O3-O5; McGinn et al. 2003")
    answer_relation: float = _size(0.2, "openness that a full relation adds", "O5")
    private_openness: float = _size(0.1, "openness that a private talk adds", "Stasavage 2004")
    silence_escalation: float = _size(4.0, "stage of escalation from which they answer nothing", "Glasl", fixed=True)
    break_off: float = _size(6.0, "stage of escalation at which they leave", "C35; Glasl", fixed=True)
    recesses: int = _size(2, "recesses that can be taken", "design", fixed=True)
    pace_repeated: float = _size(0.5, "rounds of pace bought by a repeated package or a recess", "design")
    reopening_rounds: int = _size(2, "rounds after a rejection", "design", fixed=True)
    reopening_weight: float = _size(0.7, "ratification points that are left after a rejection", "design", fixed=True)

    # Private talks and leaks (theory 3.4, 3.5).
    private_relation: float = _size(0.3, "relation below which they do not talk in private", "O24", fixed=True)
    private_talks: int = _size(2, "private talks that can be had from one table", "design", fixed=True)
    passing_turns: int = _size(2, "turns of a talk in passing", "O3; design", fixed=True)
    planned_turns: int = _size(4, "turns of an appointment when the agenda gives no number", "O6; design", fixed=True)
    confidence_between_us: float = _size(0.3, "confidence kept when nothing is agreed", "O12; Wanis-St. John 2006")
    confidence_off_the_record: float = _size(0.6, "confidence kept of what is off the record", "O12")
    confidence_chatham_house: float = _size(0.7, "confidence kept under the Chatham House Rule", "design")
    confidence_without_prejudice: float = _size(0.8, "confidence kept of written words without prejudice", "design")
    confidence_mediation: float = _size(0.8, "confidence kept under a mediation agreement", "design")
    confidence_nda: float = _size(0.9, "confidence kept under a signed agreement", "design")
    leak_image: float = _size(0.10, "image added when home hears of the talk from others", "Wanis-St. John 2006")
    leak_trust: float = _size(0.30, "trust lost when home hears of the talk from others", "Wanis-St. John 2006")
    leak_announced: float = _size(
        0.5, "part of that loss that is left when home knew that such talks take place", "C38; Wanis-St. John 2006"
    )
    lie_relation: float = _size(0.30, "relation lost when an untruth of ours is found out", "O21; Robinson et al. 2000")
    unverified: float = _size(0.7, "reliability of what could be checked and was not", "O21")
    tell_voice: float = _size(0.10, "share of the missing voice won by telling home a fact", "C45; Lind & Tyler 1988")
    secret_relation: float = _size(0.20, "relation lost by telling home what had to stay secret", "C45; design")
    back_table_points: float = _size(4.0, "points that help is worth to their own people", "Sebenius 2013")

    # How a fact weighs (theory 3.1; order from Raiffa, Lax & Sebenius, Thompson 1991).
    weight_interest: float = _size(0.2, "sensitivity of an interest", "Thompson 1991", fixed=True)
    weight_constraint: float = _size(0.5, "sensitivity of a constraint", "Lax & Sebenius 1986", fixed=True)
    weight_alternative: float = _size(0.8, "sensitivity of an alternative", "Raiffa 1982", fixed=True)
    weight_reservation: float = _size(1.0, "sensitivity of a reservation value", "Raiffa 1982", fixed=True)

    # Score (theory 3.6, 3.11).
    useful_freedom: float = _size(
        0.25, "useful freedom that earns the full half of the mandate part", "C6-C9", fixed=True
    )
    untested_no: float = _size(
        1.0, "part of the points that a right no keeps when home was not asked", "C3, C25", fixed=True
    )
    information_full: float = _size(0.4, "weight of what you heard that earns the full part", "O1, O19", fixed=True)

    def weight(self, kind: str) -> float:
        """Sensitivity (0-1) of a fact of this kind."""
        return float(getattr(self, f"weight_{kind}"))

    def confidence(self, label: str) -> float:
        """Part (0-1) of what is said under this label that stays where it is said."""
        return float(getattr(self, f"confidence_{label.replace('-', '_')}"))

    def changed(self, **values: object) -> "Calibration":
        """The same magnitudes but for ``values``.

        Raises:
            TypeError: there is no magnitude of that name.
        """
        return replace(self, **values)  # type: ignore[arg-type]  # checked by name in dataclasses.replace

    def jittered(self, random: Random, spread: float = 0.25) -> "Calibration":
        """Every size times a factor from ``1 - spread`` to ``1 + spread``; definitions and counts stay (theory 3.9)."""
        factors = {
            f.name: getattr(self, f.name) * random.uniform(1 - spread, 1 + spread)
            for f in fields(self)
            if not f.metadata["fixed"]
        }
        return replace(self, **factors)


def magnitude(name: str) -> Mapping[str, object]:
    """What a magnitude means and where its sign comes from."""
    return next(f.metadata for f in fields(Calibration) if f.name == name)
