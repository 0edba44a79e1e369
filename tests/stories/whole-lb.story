# Datselwecht Gespréich an alle fënnef Sproochen: vum éischte Message bis zur Iwwergab. Hei op Lëtzebuergesch.
language: lb

# Eng Rumeur gëtt gesinn, gepréift an iwwerholl.
feed blog role=social language=lb
+ blog: ALARM deelt et ier et geläscht gëtt!!! Si hunn d'Krunnewaasser vergëft an d'Autoritéite verstoppen et, meng Kusinn schafft am Spidol.
watch< Fall 1: verdächteg, w.e.g. préiwen: Krunnewaasser mat Absicht vergëft (×1)
  | ALARM deelt et ier et geläscht gëtt!!! Si hunn d'Krunnewaasser vergëft an d'Autoritéite verstoppen et, meng Kusinn schafft am Spidol.
  - fir d’éischt gesinn: *, blog*
  - *
  - Sproochen: lb ×*
  - Prioritéit: mëttel
  - zoustänneg: nach keen
  Firwat:
  ...
  [Iwwerhuelen: /take 1] [Bestätegen: /confirm 1] [Verwerfen: /dismiss 1] [Äntweren: /answer 1] [Firwat?: /why 1] *
monitor@watch> /why 1
watch< Hiweis 1: verdächteg, préiwen. Wäert * vun 1*
  | ALARM deelt et ier et geläscht gëtt!!! Si hunn d'Krunnewaasser vergëft an d'Autoritéite verstoppen et, meng Kusinn schafft am Spidol.
  - Quell: blog
  - Link: https://blog.example.org/1
  - Sprooch: lb
  - Haltung zur Behaaptung: verbreet
  ...
duty-officer@desk> /incident open Rumeur iwwer d'Krunnewaasser
desk< D’Ereegnes 1 ass opgemaach: Rumeur iwwer d'Krunnewaasser
monitor@watch> /case 1
watch< Fall 1: verdächteg, w.e.g. préiwen: Krunnewaasser mat Absicht vergëft (×1)
  | ALARM deelt et ier et geläscht gëtt!!! Si hunn d'Krunnewaasser vergëft an d'Autoritéite verstoppen et, meng Kusinn schafft am Spidol.
  - fir d’éischt gesinn: *, blog*
  - *
  - Sproochen: lb ×*
  - Prioritéit: mëttel
  - zoustänneg: nach keen
  Firwat:
  ...
  [Iwwerhuelen: /take 1] [Bestätegen: /confirm 1] [Verwerfen: /dismiss 1] [Äntweren: /answer 1] [Firwat?: /why 1] *
monitor@watch> /take 1
watch< De Fall 1 ass elo bei Iech, Monitor.
watch~ Fall 1: verdächteg, w.e.g. préiwen: Krunnewaasser mat Absicht vergëft (×1)
  ...
monitor@watch> /priority 1 héich d'Leit drénke vläicht näischt méi
watch< Fall 1, Prioritéit héich: d'Leit drénke vläicht näischt méi
watch~ Fall 1: verdächteg, w.e.g. préiwen: Krunnewaasser mat Absicht vergëft (×1)
  ...
monitor@watch> /confirm 1
watch< Hiweis 1 vum Fall 1: bestätegt. Weider: /answer 1
watch~ Fall 1: verdächteg, w.e.g. préiwen: Krunnewaasser mat Absicht vergëft (×1)
  ...
press-officer@desk> /confirm 1
desk< Dofir braucht een d’Roll Iwwerwaachung. Dir hutt: Redaktioun. Frot en Admin oder een, deen Déngscht huet.
monitor@watch> /log D'Waasserwierk gouf ugeruff: kee Schued.
watch< Zeil * vum Protokoll [*]
press-officer@desk> /fact add D'Krunnewaasser hält all d'Grenzwäerter an.
desk< De Fakt 1 ass als gemellt notéiert. Wann d’Quell derzou steet: /fact confirm 1 source="…" release=public
press-officer@desk> /fact confirm 1 source="Waasserwierk" release=public
desk< De Fakt 1 ass bestätegt.
  - 1  bestätegt, ëffentlech, notéiert *, Quell: Waasserwierk: D'Krunnewaasser hält all d'Grenzwäerter an.

# Eng Äntwert gëtt geschriwwen, virgeluecht a publizéiert.
press-officer@desk> /draft Krisenzenter Tripoint: d'Krunnewaasser ass sécher. Mir kontrolléieren et all zwou Stonnen. Nächst Meldung um 14:30.
desk< Entworf 1 [<first>] Informatioun: Entworf, Fräigaben: 0/1
  | Krisenzenter Tripoint: d'Krunnewaasser ass sécher. Mir kontrolléieren et all zwou Stonnen. Nächst Meldung um 14:30.
  Weider: /revise 1 TEXT oder /submit 1
press-officer@desk> /approve 1 {first}
desk< Dofir braucht een d’Roll Fräigab. Dir hutt: Redaktioun. Frot en Admin oder een, deen Déngscht huet.
press-officer@desk> /submit 1
desk< Entworf 1: virgeluecht. E läit elo fir d’Fräigab do.
spokesperson@approval> /return 1 mir kontrolléieren et all Stonn
approval< Entworf 1: zeréckgeschéckt.
approval~ Entworf 1 [{first}] Informatioun: zeréckgeschéckt, Fräigaben: 0/1
  ...
press-officer@desk> /submit 1
desk< Entworf 1: virgeluecht. E läit elo fir d’Fräigab do.
spokesperson@approval> /approve 1 abcdef
approval< Eng Fräigab nennt de genauen Text: op d’mannst déi éischt sechs Zeeche vu senger Préifzomm. Liest e mat /show 1, dann: /approve 1 {first}
spokesperson@approval> /approve 1 {first}
approval< Är Fräigab fir den Entworf 1 zielt: publizéiert, 1/1.
  Wann eppes dran net stëmmt: /correct 1 TEXT
approval~ Entworf 1 [{first}] Informatioun: publizéiert, Fräigaben: 1/1
  ...
approval< Publizéiert: Den Entworf 1 [{first}] steet op public-page (*).
approval~ Entworf 1 [{first}] Informatioun: publizéiert, Fräigaben: 1/1
  ...
press-officer@desk> /delivery 1
desk< Entworf 1 [{first}] Informatioun: publizéiert, Fräigaben: 1/1
  - public-page: geschéckt (Versich: 1) *
monitor@watch> /status
watch< Crisis Centre Tripoint: Den Déngscht leeft.
  - Modus: Echtbetrib, zanter *
  - Ereegnes: 1 Rumeur iwwer d'Krunnewaasser
  - am Déngscht: *
  - Feeds: 1, mat Problemer: 0
  - oppen Hiweiser: 0
  - Fäll vu héijer Prioritéit: *
  - oppe Publikatiounen: 0
  - an dësem Raum an 30 Deeg entscheet: *
  - Wäert *
  Keen Entworf ass an Aarbecht.
monitor@watch> /whoami
watch< Dir sidd Monitor, hei am Raum watch. Är Rollen: Iwwerwaachung.
monitor@watch> /duty
watch< Dëse Raum, watch, ass fir: Iwwerwaachung
  - am Déngscht: *
  - Press officer: Redaktioun
  - Monitor: Iwwerwaachung
  - Spokesperson: Fräigab, Redaktioun
  - Fire liaison: Fräigab
  - Mayor: Autoritéit
  - Duty officer: Administratioun, Leedung vum Déngscht
  - Relief officer: Leedung vum Déngscht
  - Second monitor: Iwwerwaachung
  - Observer: Matliesen

# Si gëtt korrigéiert, an den Déngscht gëtt iwwerginn.
duty-officer@desk> /correct 1 mir kontrolléieren et all Stonn
desk< Entworf 2 [<second>] Korrektur: virgeluecht, Fräigaben: 0/1
  - Gebitt: -
  - gëlteg bis: -
  - geschriwwe vun: Duty officer
  - éischten Entworf virun 0 Min.
  - betrëfft den Entworf 1
  public-page, 76 Zeechen:
  | KORREKTUR vun eiser Matdeelung (* Auer): mir kontrolléieren et all Stonn
  Weider: /approve 2 *
  [Fräiginn: /approve 2 *]
mayor@approval> /approve 2 {second}
approval< Är Fräigab fir den Entworf 2 zielt: publizéiert, 1/1.
  Wann eppes dran net stëmmt: /correct 2 TEXT
approval~ Entworf 1 [{first}] Informatioun: korrigéiert, Fräigaben: 1/1
  ...
approval~ Entworf 2 [{second}] Korrektur: publizéiert, Fräigaben: 1/1
  ...
approval< Publizéiert: Den Entworf 2 [{second}] steet op public-page (*).
approval~ Entworf 2 [{second}] Korrektur: publizéiert, Fräigaben: 1/1
  ...
monitor@watch> /sitrep show
watch< Lag elo, NET FRÄIGINN: Rumeur iwwer d'Krunnewaasser, *
  1. Kuerz gesot
  - op zanter *, vun Duty officer [log *]
  - Fäll: 0, vu héijer Prioritéit: 0
  - Matdeelungen, déi gëllen: 2 [pub 1, 2]
  - Entwërf an Aarbecht: 0
  2. Wat mir wëssen
  - D'Krunnewaasser hält all d'Grenzwäerter an. (Waasserwierk) [fact 1]
  - *  Monitor: D'Waasserwierk gouf ugeruff: kee Schued. [log *]
  3. Decisiounen
  - *  Duty officer: Ereegnes opgemaach [log *]
  - *  Mayor: Entworf 1 korrigéiert [log *]
  4. Wat der Populatioun gesot gouf
  - *  Informatioun, korrigéiert: „Krisenzenter Tripoint: d'Krunnewaasser ass sécher. Mir kontrolléieren et all zwou Stonnen. Nächst Meldung um 14:30.“ [pub 1]
  - do versprach: „Nächst Meldung um 14:30“ [pub 1]
  - *  Korrektur, publizéiert: „KORREKTUR vun eiser Matdeelung (* Auer): mir kontrolléieren et all Stonn“ [pub 2]
  5. Wat geschwat gëtt
  - Kee Fall ass op.
  6. Nach op
  - Näischt.
  ...
monitor@watch> /analysis show
watch< Ëmfeld elo, NET FRÄIGINN: Rumeur iwwer d'Krunnewaasser, *
  1. Quellen an Ëmfang
  - Hiweiser: 0, aus Feeds: 0
  - an der leschter Stonn: 0, an der Stonn virdrun: 0
  2. Informatiounsbesoin: wat gefrot gëtt
  - Näischt an den Hiweiser.
  3. Verhalen: zu wat d’Leit gedréckt ginn
  - Näischt an den Hiweiser.
  4. Bedeitung: wéi et erlieft gëtt
  - Näischt an den Hiweiser.
  5. Erzielungen
  - Kee Fall ass op.
  6. Rot fir all Zil
  - Dës Zuele verlaange keng Reaktioun: kuckt weider.
  Nëmmen Hiweiser si gezielt: wat keen Hiweis gouf, feelt.
duty-officer@desk> /handover
desk< Iwwergab, *: Duty officer gëtt den Déngscht of
  1. Lafend Ereegnesser
  - Rumeur iwwer d'Krunnewaasser, zanter *, vun Duty officer [incident 1]
  2. Rotschléi un d’Populatioun, déi gëllen
  - Informatioun, ouni Enn, korrigéiert: „Krisenzenter Tripoint: d'Krunnewaasser ass sécher. Mir kontrolléieren et all zwou Stonnen. Nächst Meldung um 14:30.“ [draft 1]
  - Korrektur, ouni Enn: „KORREKTUR vun eiser Matdeelung (* Auer): mir kontrolléieren et all Stonn“ [draft 2]
  3. Wat versprach ass
  - „Nächst Meldung um 14:30“ [draft 1]
  4. Wat waart
  - Keng.
  5. Fäll vu héijer a mëttlerer Prioritéit
  - Krunnewaasser mat Absicht vergëft: ×1, lb, Prioritéit: héich, zoustänneg: Monitor (d'Leit drénke vläicht näischt méi) [case 1]
  6. Feeds mat Problemer
  - Keng.
  7. Übungen
  - Keng.
  Bis een ugeholl huet, huet keen Déngscht.
  Liest et haart vir. Wien iwwerhëlt, tippt dann: /handover accept <code>
relief-officer@desk> /handover accept {code}
desk< Dir hutt elo Déngscht, Relief officer; Duty officer ass ofgeléist.
relief-officer@desk> /incident close 1
desk< D’Ereegnes 1 ass ofgeschloss: Rumeur iwwer d'Krunnewaasser
log is whole
