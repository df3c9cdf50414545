"""The same words: long stretches that two alone wrote; not what everybody quotes, and not what is usual."""

from random import Random

from autograder.copied.texts import SameText, Texts

WORDS = (
    "henk", "mirjam", "price", "week", "offer", "talk", "later", "first", "because", "room",
    "trade", "vote", "board", "night", "pump", "stop", "then", "trust",
)  # fmt: skip


def essay(seed: int, count: int = 120) -> str:
    random = Random(seed)
    return " ".join(random.choices(WORDS, k=count))


def class_with(**texts: str) -> Texts:
    found = Texts()
    for student, text in texts.items():
        found.add(student, {"reflection": text})
    return found


def same(texts: Texts, a: str = "a", b: str = "b") -> SameText | None:
    return next(iter(texts.compare(a, b)), None)


def others(count: int = 10) -> dict[str, str]:
    return {f"other{n}": essay(500 + n) for n in range(count)}


def test_a_copied_text_is_found_whatever_its_case_and_punctuation() -> None:
    found = same(class_with(a=essay(1), b=essay(1).title().replace(" ", ",  "), **others()))
    assert found is not None
    assert (found.words, found.of) == (120, (120, 120))
    assert found.bits > 100


def test_a_text_with_every_twentieth_word_changed_is_found() -> None:
    words = essay(2).split()
    words[::20] = ["however"] * len(words[::20])
    found = same(class_with(a=essay(2), b=" ".join(words), **others()))
    assert found is not None
    assert found.count >= 5
    assert found.bits > 40


def test_paragraphs_in_another_order_are_found() -> None:
    text = essay(3)
    found = same(class_with(a=text, b=f"{text[300:]} {text[:300]}", **others()))
    assert found is not None
    assert found.bits > 100


def test_stretches_stand_side_by_side_as_they_were_written() -> None:
    shared = "I promised Henk a week that I did not have, and that came back at the table."
    found = same(class_with(a=f"{essay(4, 30)}. {shared}", b=f"{shared.upper()} {essay(5, 30)}", **others()))
    assert found is not None
    assert found.stretches[0].texts == (shared.removesuffix("."), shared.upper().removesuffix("."))


def test_two_texts_on_one_subject_are_nothing() -> None:
    texts = class_with(**{name: essay(n, 150) for n, name in enumerate("abcdefgh")})
    assert all(same(texts, a, b) is None for a in "abcdefgh" for b in "abcdefgh" if a < b)


def test_what_everybody_may_quote_does_not_count() -> None:
    quote = "You'll hear it at two, all at once. I first need to think it over quietly, said the buyer."
    texts = class_with(a=f"{essay(6)} {quote}", b=f"{quote} {essay(7)}", **others())
    assert same(texts) is not None
    texts.leave_out([f"Somewhere it says: {quote} And so on."])
    assert same(texts) is None


def test_quotes_one_after_the_other_make_no_words_of_ones_own() -> None:
    quotes = [essay(seed, 12) for seed in range(30, 36)]
    texts = class_with(a=" ".join(quotes), b=" ".join(quotes), **others())
    texts.leave_out(quotes)
    assert same(texts) is None


def test_a_quote_deep_in_a_long_lesson_is_known() -> None:
    texts = class_with(a=essay(40, 40), b=essay(40, 40), **others())
    texts.leave_out([f"{essay(41, 6000)} {essay(40, 40)}"])
    assert same(texts) is None


def test_what_the_whole_class_wrote_does_not_count() -> None:
    assert same(class_with(**dict.fromkeys("abcdefgh", essay(8)))) is None


def test_what_part_of_the_class_wrote_counts_less() -> None:
    two = same(class_with(a=essay(9), b=essay(9), **others()))
    six = same(class_with(**dict.fromkeys("abcdef", essay(9)), **others()))
    assert two is not None
    assert six is not None
    assert two.bits > six.bits > 20


def test_a_few_words_in_a_row_are_usual() -> None:
    assert same(class_with(a="the next time I first ask why", b="the next time I first call home", **others())) is None


def test_a_text_that_repeats_itself_takes_no_longer() -> None:
    found = same(class_with(a="na " * 4000, b="na " * 4000, **others()))
    assert found is not None
