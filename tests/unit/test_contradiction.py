"""A post that tells people to do the opposite of what we told them is urgent; others are not."""

import pytest

from bot.domain.contradiction import contradicts

STAY = "Smoke in Mill Lane. Close your windows and stay inside."
WATER = "Do not drink tap water in Mill Lane until further notice."


@pytest.mark.parametrize(
    ("post", "ours"),
    [
        ("They lie to us: leave town now, before the roads are closed!", STAY),
        ("Don't stay inside, that is what they want", STAY),
        ("Open your windows, the gas is in the houses", STAY),
        ("Fuyez tout de suite, la ville est condamnée", "Restez chez vous, fermez les fenêtres."),
        ("Ouvrez les fenêtres, le gaz entre dans les maisons", "Fermez les fenêtres."),
        ("Ne restez pas chez vous", "Restez chez vous."),
        ("Vlucht nu, ze verzwijgen alles", "Blijf binnen en sluit ramen en deuren."),
        ("Verlassen Sie sofort die Stadt", "Bleiben Sie im Haus."),
        ("D'Grenz gëtt zougemaach, fuert elo direkt fort!", "Bleift doheem."),
        ("You can drink it, the authorities only want to scare you", WATER),
    ],
)
def test_a_post_that_asks_for_the_opposite_contradicts(post: str, ours: str) -> None:
    assert contradicts(post, [ours], warned=False)


@pytest.mark.parametrize(
    ("post", "ours"),
    [
        ("The drinking water is poisoned and they keep silent", WATER),
        ("Do not drink the water, they poisoned it", WATER),
        ("Stay inside, they are coming for us", STAY),
        ("The bridge is closed and the army hides why", STAY),
        ("De deur staat open voor iedereen", "Sluit ramen en deuren."),
        ("", STAY),
        ("Leave town now", ""),
    ],
)
def test_a_post_that_asks_for_the_same_or_for_nothing_does_not(post: str, ours: str) -> None:
    assert not contradicts(post, [ours], warned=False)


def test_who_calls_an_alert_a_fake_contradicts_only_where_we_warned() -> None:
    post = "Opgepasst! Dee LU-Alert-SMS ass e Fake, klickt net drop."
    assert contradicts(post, ["Stay inside."], warned=True)
    assert not contradicts(post, ["The road is free again."], warned=False)
    assert not contradicts("Everything here is fake. An alert came.", [""], warned=True)
