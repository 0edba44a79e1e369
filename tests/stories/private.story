# Private people in a text: shown on a draft; asked about before the log, which never forgets.
language: en

press-officer@desk> /draft The depot burns. Victim: Jane Doe. Call her brother: 0475 12 34 56.
press-officer@desk> /submit 1
desk< "0475 12 34 56" is not in the contacts, *
press-officer@desk> /show 1
desk< Draft 1 *
  ...
  Look again:
  - The en text has what reads like somebody's own address or number: "0475 12 34 56". *
  - The en text seems to name a victim: "Jane Doe". *
  ...

# Nothing is written before somebody says that it must be, and the refusal does not repeat it.
monitor@desk> /log Jane Doe (45) was injured, jane.doe@mail.example, 0475 12 34 56
desk< Not written yet, because the log never forgets. * jan…, 047…, J… D…. Delete your message here * /log anyway TEXT
monitor@desk> /log
desk< Log of incident 0, *
  ...
  - * Monitor: was refused: /log … → Not written yet, *
monitor@desk> /log anyway 0475 12 34 56 is the operator at the pump
desk< Line * of the log [*]
monitor@desk> /log anyway we go on
desk< Line * of the log [*]
monitor@desk> /log
desk< Log of incident 0, *
  ...
  - * Monitor: wrote in the log: 0475 12 34 56 is the operator at the pump [*]
  - * Monitor: wrote in the log: anyway we go on [*]

# So is all else that the log keeps: facts with their sources, reasons, questions to others.
monitor@desk> /fact add Jane Doe (45) was injured source=her brother, 0475 12 34 56
desk< Not written yet, * J… D…. * /fact add anyway TEXT
monitor@desk> /fact add A woman was injured source=her brother, 0475 12 34 56
desk< Not written yet, * 047…. * /fact add TEXT source="anyway …"
monitor@desk> /fact add A woman was injured source=anyway the pump's operator, 0475 12 34 56
desk< Fact 1 is noted as reported. *
  - 1  reported, internal, noted *, source: the pump's operator, 0475 12 34 56: A woman was injured
press-officer@desk> /fact confirm 1 source="Jane Doe (45) was injured"
desk< Not written yet, * /fact confirm 1 source="anyway …"
duty-officer@desk> /incident open Search for Jane Doe, missing: call 0475 12 34 56
desk< Not written yet, * /incident open anyway TITLE

# A refusal for any other reason keeps none of it in the log either.
monitor@desk> /draft Call 0475 12 34 56
desk< This needs the role editor. *
monitor@desk> /dratf Call 0475 12 34 56
desk< I could not read that: /dratf Call 0475 12 34 56. Like this: /draft *
monitor@desk> /log
desk< Log of incident 0, *
  ...
  - * Monitor: was refused: /draft … → This needs the role editor. *
  - * Monitor: was refused: / … → … [*]

# Numbers that are known, short or free are nobody's own.
press-officer@desk> /contact add 0475 12 34 56 purpose="pump" owner="waterworks"
monitor@desk> /log The pump, 0475 12 34 56, called; 112 and 0800 12 345 know.
desk< Line * of the log [*]
log is whole
