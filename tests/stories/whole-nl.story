# Hetzelfde gesprek in alle vijf talen: van het eerste bericht tot de aflossing. Hier in het Nederlands.
language: nl

# Een gerucht wordt gezien, bekeken en opgepakt.
feed blog role=social language=nl
+ blog: ALARM deel dit voor het verwijderd wordt!!! Ze hebben het kraanwater vergiftigd en de overheid verzwijgt het, mijn nicht werkt in het ziekenhuis.
watch< Dossier 1, verdacht, te controleren: Kraanwater met opzet vergiftigd (×1)
  | ALARM deel dit voor het verwijderd wordt!!! Ze hebben het kraanwater vergiftigd en de overheid verzwijgt het, mijn nicht werkt in het ziekenhuis.
  - eerst gezien * op blog*
  - *
  - talen: nl ×*
  - prioriteit: gemiddeld
  - behandelaar: nog niemand
  Waarom:
  ...
  [Ik behandel dit: /take 1] [Bevestigen: /confirm 1] [Terzijde leggen: /dismiss 1] [Antwoorden: /answer 1] [Waarom?: /why 1] *
monitor@watch> /why 1
watch< Melding 1: verdacht, na te gaan. Score * op 1*
  | ALARM deel dit voor het verwijderd wordt!!! Ze hebben het kraanwater vergiftigd en de overheid verzwijgt het, mijn nicht werkt in het ziekenhuis.
  - bron: blog
  - link: https://blog.example.org/1
  - taal: nl
  - vermoedelijke houding: verspreidt het
  ...
duty-officer@desk> /incident open Gerucht over het kraanwater
desk< Incident 1 is geopend: Gerucht over het kraanwater
monitor@watch> /case 1
watch< Dossier 1, verdacht, te controleren: Kraanwater met opzet vergiftigd (×1)
  | ALARM deel dit voor het verwijderd wordt!!! Ze hebben het kraanwater vergiftigd en de overheid verzwijgt het, mijn nicht werkt in het ziekenhuis.
  - eerst gezien * op blog*
  - *
  - talen: nl ×*
  - prioriteit: gemiddeld
  - behandelaar: nog niemand
  Waarom:
  ...
  [Ik behandel dit: /take 1] [Bevestigen: /confirm 1] [Terzijde leggen: /dismiss 1] [Antwoorden: /answer 1] [Waarom?: /why 1] *
monitor@watch> /take 1
watch< Dossier 1 staat op uw naam, Monitor.
watch~ Dossier 1, verdacht, te controleren: Kraanwater met opzet vergiftigd (×1)
  ...
monitor@watch> /priority 1 hoog mensen drinken misschien niet meer
watch< Dossier 1 heeft prioriteit hoog: mensen drinken misschien niet meer
watch~ Dossier 1, verdacht, te controleren: Kraanwater met opzet vergiftigd (×1)
  ...
monitor@watch> /confirm 1
watch< Melding 1 van dossier 1: bevestigd. Volgende stap: /answer 1
watch~ Dossier 1, verdacht, te controleren: Kraanwater met opzet vergiftigd (×1)
  ...
press-officer@desk> /confirm 1
desk< Hiervoor is de rol monitoring nodig. U hebt: redactie. Vraag het aan een beheerder of aan iemand van dienst.
monitor@watch> /log Het waterbedrijf is gebeld: geen schade.
watch< Logboekregel * [*]
press-officer@desk> /fact add Het kraanwater voldoet aan alle normen.
desk< Feit 1 is genoteerd als gemeld. Als de bron ervoor instaat: /fact confirm 1 source="…" release=public
press-officer@desk> /fact confirm 1 source="waterbedrijf" release=public
desk< Feit 1 is bevestigd.
  - 1  bevestigd, openbaar, genoteerd *, bron: waterbedrijf: Het kraanwater voldoet aan alle normen.

# Een antwoord wordt geschreven, voorgelegd en gepubliceerd.
press-officer@desk> /draft Crisiscentrum Tripoint: het kraanwater is veilig. We controleren het elke twee uur. Volgende update om 14:30.
desk< Ontwerp 1 [<first>] informatie: ontwerp, 0 van 1 goedkeuringen
  | Crisiscentrum Tripoint: het kraanwater is veilig. We controleren het elke twee uur. Volgende update om 14:30.
  Volgende stap: /revise 1 TEKST of /submit 1
press-officer@desk> /approve 1 {first}
desk< Hiervoor is de rol goedkeuring nodig. U hebt: redactie. Vraag het aan een beheerder of aan iemand van dienst.
press-officer@desk> /submit 1
desk< Ontwerp 1 is voorgelegd en ligt nu ter goedkeuring.
spokesperson@approval> /return 1 we controleren het elk uur
approval< Ontwerp 1 is teruggestuurd.
approval~ Ontwerp 1 [{first}] informatie: teruggestuurd, 0 van 1 goedkeuringen
  ...
press-officer@desk> /submit 1
desk< Ontwerp 1 is voorgelegd en ligt nu ter goedkeuring.
spokesperson@approval> /approve 1 abcdef
approval< Een goedkeuring geldt voor één exacte tekst: geef minstens de eerste zes tekens van de controlecode. Lees de tekst met /show 1, daarna: /approve 1 {first}
spokesperson@approval> /approve 1 {first}
approval< Uw goedkeuring van ontwerp 1 telt mee: gepubliceerd, 1 van 1.
  Klopt er iets niet? /correct 1 TEKST
approval~ Ontwerp 1 [{first}] informatie: gepubliceerd, 1 van 1 goedkeuringen
  ...
approval< Gepubliceerd: ontwerp 1 [{first}] staat op public-page (*).
approval~ Ontwerp 1 [{first}] informatie: gepubliceerd, 1 van 1 goedkeuringen
  ...
press-officer@desk> /delivery 1
desk< Ontwerp 1 [{first}] informatie: gepubliceerd, 1 van 1 goedkeuringen
  - public-page: verzonden (pogingen: 1) *
monitor@watch> /status
watch< Crisis Centre Tripoint: de desk is aan het werk.
  - modus: live, sinds *
  - incident: 1 Gerucht over het kraanwater
  - van wacht: *
  - feeds: 1, met problemen: 0
  - meldingen die op een beslissing wachten: 0
  - dossiers met hoge prioriteit: *
  - openstaande publicaties: 0
  - in deze kamer beslist in 30 dagen: *
  - met een score van *
  Er zijn geen lopende ontwerpen.
monitor@watch> /whoami
watch< U bent Monitor, hier in watch. Uw rollen: monitoring.
monitor@watch> /duty
watch< Deze kamer, watch, dient voor: monitoring
  - van wacht: *
  - Press officer: redactie
  - Monitor: monitoring
  - Spokesperson: goedkeuring, redactie
  - Fire liaison: goedkeuring
  - Mayor: gezag
  - Duty officer: beheer, dienstdoende leiding
  - Relief officer: dienstdoende leiding
  - Second monitor: monitoring
  - Observer: meelezen

# Het wordt gecorrigeerd, en de wacht wordt overgedragen.
duty-officer@desk> /correct 1 we controleren het elk uur
desk< Ontwerp 2 [<second>] rectificatie: voorgelegd, 0 van 1 goedkeuringen
  - gebied: -
  - geldig tot: -
  - geschreven door: Duty officer
  - eerste versie 0 min geleden
  - betreft ontwerp 1
  public-page, 70 tekens:
  | RECTIFICATIE van ons bericht van * uur: we controleren het elk uur
  Volgende stap: /approve 2 *
  [Goedkeuren: /approve 2 *]
mayor@approval> /approve 2 {second}
approval< Uw goedkeuring van ontwerp 2 telt mee: gepubliceerd, 1 van 1.
  Klopt er iets niet? /correct 2 TEKST
approval~ Ontwerp 1 [{first}] informatie: gerectificeerd, 1 van 1 goedkeuringen
  ...
approval~ Ontwerp 2 [{second}] rectificatie: gepubliceerd, 1 van 1 goedkeuringen
  ...
approval< Gepubliceerd: ontwerp 2 [{second}] staat op public-page (*).
approval~ Ontwerp 2 [{second}] rectificatie: gepubliceerd, 1 van 1 goedkeuringen
  ...
monitor@watch> /sitrep show
watch< Situatie nu, NIET GOEDGEKEURD: Gerucht over het kraanwater, *
  1. In het kort
  - open sinds *, door Duty officer [log *]
  - dossiers: 0, met hoge prioriteit: 0
  - berichten die gelden: 2 [pub 1, 2]
  - lopende ontwerpen: 0
  2. Wat we weten
  - Het kraanwater voldoet aan alle normen. (waterbedrijf) [fact 1]
  - *  Monitor: Het waterbedrijf is gebeld: geen schade. [log *]
  3. Beslissingen
  - *  Duty officer: incident geopend [log *]
  - *  Mayor: ontwerp 1 gerectificeerd [log *]
  4. Wat de bevolking is meegedeeld
  - *  informatie, gerectificeerd: “Crisiscentrum Tripoint: het kraanwater is veilig. We controleren het elke twee uur. Volgende update om 14:30.” [pub 1]
  - daar beloofd: “Volgende update om 14:30” [pub 1]
  - *  rectificatie, gepubliceerd: “RECTIFICATIE van ons bericht van * uur: we controleren het elk uur” [pub 2]
  5. Wat er wordt gezegd
  - Er is geen dossier open.
  6. Nog open
  - Niets.
  ...
monitor@watch> /analysis show
watch< Omgeving nu, NIET GOEDGEKEURD: Gerucht over het kraanwater, *
  1. Bronnen en volume
  - gemelde berichten: 0, op feeds: 0
  - in het laatste uur: 0, in het uur daarvoor: 0
  2. Informatiebehoefte: wat men vraagt
  - Niets in wat is gemeld.
  3. Gedrag: waartoe mensen worden aangezet
  - Niets in wat is gemeld.
  4. Betekenis: hoe het wordt beleefd
  - Niets in wat is gemeld.
  5. Verhaallijnen
  - Er is geen dossier open.
  6. Advies per doel
  - Deze cijfers vragen geen actie: blijf volgen.
  Alleen meldingen zijn geteld: wat niet is gemeld, staat er niet in.
duty-officer@desk> /handover
desk< Overdracht, *: Duty officer draagt de wacht over
  1. Lopende incidenten
  - Gerucht over het kraanwater, sinds *, door Duty officer [incident 1]
  2. Adviezen aan de bevolking die gelden
  - informatie, zonder einde, gerectificeerd: “Crisiscentrum Tripoint: het kraanwater is veilig. We controleren het elke twee uur. Volgende update om 14:30.” [draft 1]
  - rectificatie, zonder einde: “RECTIFICATIE van ons bericht van * uur: we controleren het elk uur” [draft 2]
  3. Wat is beloofd
  - “Volgende update om 14:30” [draft 1]
  4. Wat wacht
  - Geen.
  5. Dossiers met hoge en gemiddelde prioriteit
  - Kraanwater met opzet vergiftigd: ×1, nl, prioriteit: hoog, behandelaar: Monitor (mensen drinken misschien niet meer) [case 1]
  6. Feeds met problemen
  - Geen.
  7. Oefeningen
  - Geen.
  Zolang niemand heeft aanvaard, heeft niemand de wacht.
  Lees het hardop terug. Wie overneemt, typt daarna: /handover accept <code>
relief-officer@desk> /handover accept {code}
desk< U hebt nu de wacht, Relief officer; Duty officer is afgelost.
relief-officer@desk> /incident close 1
desk< Incident 1 is gesloten: Gerucht over het kraanwater
log is whole
