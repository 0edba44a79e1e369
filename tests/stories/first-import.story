# Ce qu’un flux contient déjà ne sonne pas l’alarme ; une source officielle n’ouvre jamais de dossier.
language: fr

serve vieux: posts
+ vieux: ALERTE, partagez avant que ce soit supprimé !!! L'eau du robinet a été empoisonnée et les autorités nous cachent tout, ma cousine travaille à l'hôpital.
duty-officer@desk> /feed add {vieux} role=social language=fr every=2m
watch< (nothing)
monitor@watch> /feeds
watch< Flux suivis (1) :
  - 1  127.0.0.1/vieux (réseau social), éléments : 1, dernière lecture : *
+ vieux: RÉVEILLEZ-VOUS, ils ont empoisonné l'eau du robinet et les médias se taisent, faites tourner avant la censure !!!
watch< Dossier 1, suspect, à vérifier : Eau du robinet empoisonnée exprès (×1)
  | RÉVEILLEZ-VOUS, *
  ...

# Officials and fact-checkers answer; whatever they quote opens no case.
feed ville role=official language=fr
feed verif role=fact_checker language=fr
+ ville: ALERTE, partagez avant que ce soit supprimé !!! Le barrage a été ouvert exprès et les autorités nous cachent tout !!!
watch< (nothing)
+ verif: ALERTE, partagez avant que ce soit supprimé !!! Le barrage a été ouvert exprès et les autorités nous cachent tout !!!
watch< (nothing)
monitor@watch> /cases
watch< Dossiers :
  - 1  Eau du robinet empoisonnée exprès *×1 *

# A second post on the same storyline joins its case; it opens none.
+ vieux: Selon une infirmière, l'eau du robinet est empoisonnée et on nous le cache, partagez vite avant suppression !!!
watch~ Dossier 1, suspect, à vérifier : Eau du robinet empoisonnée exprès (×2) ...
monitor@watch> /dismiss 2 question
watch< Signalement 2 du dossier 1 écarté : question. * ...
watch~ * ...
monitor@watch> /flags
watch< Signalements à trancher :
  - 1  [fr] * RÉVEILLEZ-VOUS, *
  *
monitor@watch> /take 1
watch< Le dossier 1 est à vous, Monitor.
watch~ *
  - responsable : Monitor
monitor@watch> /priority 1 high L’hôpital est nommé.
watch< Dossier 1, priorité haute : L’hôpital est nommé.
watch~ *
  - priorité : haute (L’hôpital est nommé.)
log is whole
