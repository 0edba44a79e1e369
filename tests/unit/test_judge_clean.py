"""Plain texts, in no file that the judge learns from, that no watch desk wants flagged."""

import pytest

from classifiers.judge import Judge

TOLERATED = 0.05
"""Share of these texts that may be flagged wrongly (three of sixty)."""

CLEAN = {
    "en": (
        "Boil tap water for one minute before drinking until further notice. Bottles at the gym.",
        "The emergency number is 112. Call only if someone is in danger.",
        "Four people were killed when a gas explosion destroyed a block of flats this morning.",
        "Police arrested two men who broke into evacuated homes last night.",
        "Does someone know what this smoke over the harbour is?",
        "Is the water safe for babies again? We live on the hill side.",
        "Local man confident that shouting at the river has lowered it (satire)",
        "We got the alert on both phones, the kids were terrified, now waiting in the cellar.",
        "Third night without electricity and the energy company does not pick up. Unacceptable.",
        "Anyone selling two tickets for the jazz evening on Friday?",
        "The border crossing is closed to lorries from 10 p.m. to 5 a.m. for resurfacing.",
        "Scientists measured slightly raised ozone levels in the valley this summer.",
    ),
    "fr": (
        "Restez à l'intérieur, fermez portes et fenêtres et écoutez la radio.",
        "Le pont est fermé dans les deux sens jusqu'à vendredi, une déviation est en place.",
        "Cinq personnes ont perdu la vie dans l'incendie d'un immeuble cette nuit.",
        "La police a interpellé un cambrioleur dans le quartier évacué.",
        "Quelqu'un sait ce que c'est, cette fumée au-dessus du port ?",
        "Bonjour, est-ce que l'école rouvre demain ou toujours pas ?",
        "Un escargot remporte le marathon de la ville après l'abandon de tous les humains.",
        "On a entendu une énorme explosion, les vitres ont tremblé, j'ai encore les mains moites.",
        "Toujours pas de courant chez nous, troisième soir aux bougies, ras-le-bol.",
        "Je cherche un plombier disponible ce week-end, merci d'avance.",
        "Les douaniers seront en grève jeudi, prévoyez du temps à la frontière.",
        "L'usine a réduit ses rejets de moitié en dix ans, selon le rapport annuel.",
    ),
    "nl": (
        "Blijf binnen, sluit ramen en deuren en zet de ventilatie uit.",
        "De brug is tot vrijdag dicht in beide richtingen, volg de omleiding.",
        "Vijf mensen kwamen vannacht om bij een brand in een flatgebouw.",
        "De politie hield een inbreker aan in de ontruimde wijk.",
        "Weet iemand wat die rook boven de haven is?",
        "Gaat de school morgen weer open of nog niet?",
        "Slak wint stadsmarathon nadat alle mensen opgeven.",
        "We hoorden een enorme knal, de ramen trilden, ik sta nog te beven.",
        "Nog altijd geen stroom bij ons, derde avond met kaarsen, ik ben het beu.",
        "Ik zoek een loodgieter die dit weekend kan komen, alvast bedankt.",
        "Donderdag staakt de douane, reken op wachttijden aan de grens.",
        "De fabriek heeft haar uitstoot in tien jaar gehalveerd.",
    ),
    "de": (
        "Bleiben Sie im Haus, schließen Sie Türen und Fenster und schalten Sie das Radio ein.",
        "Die Brücke ist bis Freitag in beiden Richtungen gesperrt, folgen Sie der Umleitung.",
        "Fünf Menschen kamen in der Nacht bei einem Wohnhausbrand ums Leben.",
        "Die Polizei nahm im geräumten Viertel einen Einbrecher fest.",
        "Weiß jemand, was das für ein Rauch über dem Hafen ist?",
        "Macht die Schule morgen wieder auf oder noch nicht?",
        "Schnecke gewinnt Stadtmarathon, weil alle Menschen aufgeben.",
        "Wir haben einen riesigen Knall gehört, die Scheiben haben gewackelt, ich zittere noch.",
        "Immer noch kein Strom bei uns, dritter Abend mit Kerzen, mir reicht es.",
        "Ich suche einen Klempner, der am Wochenende kommen kann, danke im Voraus.",
        "Am Donnerstag streikt der Zoll, planen Sie Wartezeiten an der Grenze ein.",
        "Das Werk hat seinen Ausstoß in zehn Jahren halbiert.",
    ),
    "lb": (
        "Bleift doheem, maacht Dieren a Fënsteren zou a lauschtert de Radio.",
        "D'Bréck ass bis e Freideg a béid Richtunge gespaart, d'Ëmleedung ass ausgeschëldert.",
        "Fënnef Mënsche sinn an der Nuecht bei engem Brand an engem Wunnhaus gestuerwen.",
        "D'Police huet am evakuéierte Quartier en Abriecher festgeholl.",
        "Weess iergendeen, wat dat fir en Damp iwwer dem Hafen ass?",
        "Geet d'Schoul muer erëm op oder nach net?",
        "Schleek gewënnt de Stadmarathon, well all d'Mënschen opginn.",
        "Mir hunn e risege Knall héieren, d'Fënsteren hu geziddert, ech zidderen nach ëmmer.",
        "Nach ëmmer kee Stroum bei eis, drëtten Owend mat Käerzen, et geet mer duer.",
        "Ech sichen een, dee mer de Weekend d'Heizung flécke kann, merci am Viraus.",
        "En Donneschdeg streikt d'Douane, rechent mat Waardezäiten op der Grenz.",
        "D'Wierk huet säin Ausstouss an zéng Joer op d'Hallschent erofgesat.",
    ),
}


@pytest.fixture(scope="module")
def judge(shipped_judge: Judge) -> Judge:
    return shipped_judge


def test_plain_texts_are_hardly_ever_flagged(judge: Judge) -> None:
    texts = [text for language in CLEAN.values() for text in language]
    flagged = [text for text in texts if judge.judge(text).suspect]
    assert len(flagged) <= TOLERATED * len(texts), flagged


@pytest.mark.parametrize("text", [CLEAN[lang][4] for lang in CLEAN])
def test_an_honest_question_about_smoke_is_never_flagged(judge: Judge, text: str) -> None:
    assert not judge.judge(text).suspect


@pytest.mark.parametrize("text", [CLEAN[lang][7] for lang in CLEAN])
def test_a_worried_citizen_is_never_flagged(judge: Judge, text: str) -> None:
    assert not judge.judge(text).suspect
