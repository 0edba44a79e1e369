# Dasselbe Gespräch in allen fünf Sprachen: vom ersten Beitrag bis zur Übergabe. Hier auf Deutsch.
language: de

# Ein Gerücht wird gesehen, geprüft und übernommen.
feed blog role=social language=de
+ blog: ALARM teilen bevor es gelöscht wird!!! Sie haben das Leitungswasser vergiftet und die Behörden verschweigen es, meine Cousine arbeitet im Krankenhaus.
watch< Fall 1: verdächtig, bitte prüfen: Trinkwasser absichtlich vergiftet (×1)
  | ALARM teilen bevor es gelöscht wird!!! Sie haben das Leitungswasser vergiftet und die Behörden verschweigen es, meine Cousine arbeitet im Krankenhaus.
  - zuerst gesehen * bei blog*
  - *
  - Sprachen: de ×*
  - Priorität: mittel
  - zuständig: noch niemand
  Warum:
  ...
  [Übernehmen: /take 1] [Bestätigen: /confirm 1] [Verwerfen: /dismiss 1] [Antworten: /answer 1] [Warum?: /why 1] *
monitor@watch> /why 1
watch< Hinweis 1: verdächtig, prüfen. Wert * von 1*
  | ALARM teilen bevor es gelöscht wird!!! Sie haben das Leitungswasser vergiftet und die Behörden verschweigen es, meine Cousine arbeitet im Krankenhaus.
  - Quelle: blog
  - Link: https://blog.example.org/1
  - Sprache: de
  - Haltung zur Behauptung: verbreitet
  ...
duty-officer@desk> /incident open Gerücht über das Leitungswasser
desk< Ereignis 1 ist eröffnet: Gerücht über das Leitungswasser
monitor@watch> /case 1
watch< Fall 1: verdächtig, bitte prüfen: Trinkwasser absichtlich vergiftet (×1)
  | ALARM teilen bevor es gelöscht wird!!! Sie haben das Leitungswasser vergiftet und die Behörden verschweigen es, meine Cousine arbeitet im Krankenhaus.
  - zuerst gesehen * bei blog*
  - *
  - Sprachen: de ×*
  - Priorität: mittel
  - zuständig: noch niemand
  Warum:
  ...
  [Übernehmen: /take 1] [Bestätigen: /confirm 1] [Verwerfen: /dismiss 1] [Antworten: /answer 1] [Warum?: /why 1] *
monitor@watch> /take 1
watch< Fall 1 liegt jetzt bei Ihnen, Monitor.
watch~ Fall 1: verdächtig, bitte prüfen: Trinkwasser absichtlich vergiftet (×1)
  ...
monitor@watch> /priority 1 hoch Menschen trinken vielleicht nichts mehr
watch< Fall 1, Priorität hoch: Menschen trinken vielleicht nichts mehr
watch~ Fall 1: verdächtig, bitte prüfen: Trinkwasser absichtlich vergiftet (×1)
  ...
monitor@watch> /confirm 1
watch< Hinweis 1 zu Fall 1: bestätigt. Weiter: /answer 1
watch~ Fall 1: verdächtig, bitte prüfen: Trinkwasser absichtlich vergiftet (×1)
  ...
press-officer@desk> /confirm 1
desk< Dafür ist die Rolle Beobachtung nötig. Sie haben: Redaktion. Bitte einen Admin fragen oder jemanden, der Dienst hat.
monitor@watch> /log Das Wasserwerk wurde angerufen: keine Schäden.
watch< Protokollzeile * [*]
press-officer@desk> /fact add Das Leitungswasser hält alle Grenzwerte ein.
desk< Tatsache 1 ist als gemeldet notiert. Wenn ihre Quelle dazu steht: /fact confirm 1 source="…" release=public
press-officer@desk> /fact confirm 1 source="Wasserwerk" release=public
desk< Tatsache 1 ist bestätigt.
  - 1  bestätigt, öffentlich, notiert *, Quelle: Wasserwerk: Das Leitungswasser hält alle Grenzwerte ein.

# Eine Antwort wird geschrieben, vorgelegt und veröffentlicht.
press-officer@desk> /draft Krisenzentrum Tripoint: Das Leitungswasser ist sicher. Wir prüfen es alle zwei Stunden. Nächste Meldung um 14:30.
desk< Entwurf 1 [<first>] Information: Entwurf, 0 von 1 Freigaben
  | Krisenzentrum Tripoint: Das Leitungswasser ist sicher. Wir prüfen es alle zwei Stunden. Nächste Meldung um 14:30.
  Weiter: /revise 1 TEXT oder /submit 1
press-officer@desk> /approve 1 {first}
desk< Dafür ist die Rolle Freigabe nötig. Sie haben: Redaktion. Bitte einen Admin fragen oder jemanden, der Dienst hat.
press-officer@desk> /submit 1
desk< Entwurf 1: vorgelegt. Er liegt jetzt zur Freigabe.
spokesperson@approval> /return 1 Wir prüfen es jede Stunde
approval< Entwurf 1: zurückgegeben.
approval~ Entwurf 1 [{first}] Information: zurückgegeben, 0 von 1 Freigaben
  ...
press-officer@desk> /submit 1
desk< Entwurf 1: vorgelegt. Er liegt jetzt zur Freigabe.
spokesperson@approval> /approve 1 abcdef
approval< Eine Freigabe nennt den genauen Text: mindestens die ersten sechs Zeichen seiner Prüfsumme. Mit /show 1 lesen, dann: /approve 1 {first}
spokesperson@approval> /approve 1 {first}
approval< Ihre Freigabe von Entwurf 1 zählt: veröffentlicht, 1 von 1.
  Falls etwas darin nicht stimmt: /correct 1 TEXT
approval~ Entwurf 1 [{first}] Information: veröffentlicht, 1 von 1 Freigaben
  ...
approval< Veröffentlicht: Entwurf 1 [{first}] steht auf public-page (*).
approval~ Entwurf 1 [{first}] Information: veröffentlicht, 1 von 1 Freigaben
  ...
press-officer@desk> /delivery 1
desk< Entwurf 1 [{first}] Information: veröffentlicht, 1 von 1 Freigaben
  - public-page: gesendet (Versuche: 1) *
monitor@watch> /status
watch< Crisis Centre Tripoint: Der Dienst läuft.
  - Modus: Echtbetrieb, seit *
  - Ereignis: 1 Gerücht über das Leitungswasser
  - im Dienst: *
  - Feeds: 1, gestört: 0
  - offene Hinweise: 0
  - Fälle von hoher Priorität: *
  - offene Veröffentlichungen: 0
  - in diesem Raum in 30 Tagen entschieden: *
  - mit einem Wert von *
  Kein Entwurf ist in Arbeit.
monitor@watch> /whoami
watch< Sie sind Monitor, hier im Raum watch. Ihre Rollen: Beobachtung.
monitor@watch> /duty
watch< Dieser Raum, watch, ist für: Beobachtung
  - im Dienst: *
  - Press officer: Redaktion
  - Monitor: Beobachtung
  - Spokesperson: Freigabe, Redaktion
  - Fire liaison: Freigabe
  - Mayor: Behördenleitung
  - Duty officer: Verwaltung, diensthabende Leitung
  - Relief officer: diensthabende Leitung
  - Second monitor: Beobachtung
  - Observer: Mitlesen

# Sie wird korrigiert, und der Dienst wird übergeben.
duty-officer@desk> /correct 1 Wir prüfen es jede Stunde
desk< Entwurf 2 [<second>] Korrektur: vorgelegt, 0 von 1 Freigaben
  - Gebiet: -
  - gültig bis: -
  - geschrieben von: Duty officer
  - erster Entwurf vor 0 Min.
  - betrifft Entwurf 1
  public-page, 72 Zeichen:
  | KORREKTUR zu unserer Mitteilung von * Uhr: Wir prüfen es jede Stunde
  Weiter: /approve 2 *
  [Freigeben: /approve 2 *]
mayor@approval> /approve 2 {second}
approval< Ihre Freigabe von Entwurf 2 zählt: veröffentlicht, 1 von 1.
  Falls etwas darin nicht stimmt: /correct 2 TEXT
approval~ Entwurf 1 [{first}] Information: korrigiert, 1 von 1 Freigaben
  ...
approval~ Entwurf 2 [{second}] Korrektur: veröffentlicht, 1 von 1 Freigaben
  ...
approval< Veröffentlicht: Entwurf 2 [{second}] steht auf public-page (*).
approval~ Entwurf 2 [{second}] Korrektur: veröffentlicht, 1 von 1 Freigaben
  ...
monitor@watch> /sitrep show
watch< Lage jetzt, NICHT FREIGEGEBEN: Gerücht über das Leitungswasser, *
  1. Kurz gefasst
  - offen seit *, von Duty officer [log *]
  - Fälle: 0, von hoher Priorität: 0
  - geltende Meldungen: 2 [pub 1, 2]
  - Entwürfe in Arbeit: 0
  2. Was wir wissen
  - Das Leitungswasser hält alle Grenzwerte ein. (Wasserwerk) [fact 1]
  - *  Monitor: Das Wasserwerk wurde angerufen: keine Schäden. [log *]
  3. Entscheidungen
  - *  Duty officer: Ereignis eröffnet [log *]
  - *  Mayor: Entwurf 1 korrigiert [log *]
  4. Was der Bevölkerung gesagt wurde
  - *  Information, korrigiert: „Krisenzentrum Tripoint: Das Leitungswasser ist sicher. Wir prüfen es alle zwei Stunden. Nächste Meldung um 14:30.“ [pub 1]
  - dort zugesagt: „Nächste Meldung um 14:30“ [pub 1]
  - *  Korrektur, veröffentlicht: „KORREKTUR zu unserer Mitteilung von * Uhr: Wir prüfen es jede Stunde“ [pub 2]
  5. Was geredet wird
  - Kein Fall ist offen.
  6. Noch offen
  - Nichts.
  ...
monitor@watch> /analysis show
watch< Umfeld jetzt, NICHT FREIGEGEBEN: Gerücht über das Leitungswasser, *
  1. Quellen und Umfang
  - Hinweise: 0, aus Feeds: 0
  - in der letzten Stunde: 0, in der Stunde davor: 0
  2. Informationsbedarf: was gefragt wird
  - Nichts in den Hinweisen.
  3. Verhalten: wozu die Menschen gedrängt werden
  - Nichts in den Hinweisen.
  4. Bedeutung: wie es empfunden wird
  - Nichts in den Hinweisen.
  5. Erzählungen
  - Kein Fall ist offen.
  6. Rat für jedes Ziel
  - Diese Zahlen geben keinen Anlass zum Handeln: weiter beobachten.
  Gezählt sind nur Hinweise: Was kein Hinweis wurde, fehlt.
duty-officer@desk> /handover
desk< Übergabe, *: Duty officer gibt den Dienst ab
  1. Laufende Ereignisse
  - Gerücht über das Leitungswasser, seit *, von Duty officer [incident 1]
  2. Geltende Hinweise an die Bevölkerung
  - Information, ohne Ende, korrigiert: „Krisenzentrum Tripoint: Das Leitungswasser ist sicher. Wir prüfen es alle zwei Stunden. Nächste Meldung um 14:30.“ [draft 1]
  - Korrektur, ohne Ende: „KORREKTUR zu unserer Mitteilung von * Uhr: Wir prüfen es jede Stunde“ [draft 2]
  3. Was zugesagt ist
  - „Nächste Meldung um 14:30“ [draft 1]
  4. Was wartet
  - Keine.
  5. Fälle hoher und mittlerer Priorität
  - Trinkwasser absichtlich vergiftet: ×1, de, Priorität: hoch, zuständig: Monitor (Menschen trinken vielleicht nichts mehr) [case 1]
  6. Gestörte Feeds
  - Keine.
  7. Übungen
  - Keine.
  Bis jemand angenommen hat, hat niemand Dienst.
  Lesen Sie es laut vor. Wer übernimmt, tippt dann: /handover accept <code>
relief-officer@desk> /handover accept {code}
desk< Sie haben jetzt Dienst, Relief officer; Duty officer ist abgelöst.
relief-officer@desk> /incident close 1
desk< Ereignis 1 ist abgeschlossen: Gerücht über das Leitungswasser
log is whole
