# Quand nul ne sait si un texte est paru, des personnes vont voir, et le disent.
language: fr
outlets: public-page website

press-officer@desk> /draft Le pont est fermé.
desk< Brouillon 1 [<digest>] * ...
press-officer@desk> /submit 1
website loses the answer
mayor@approval> /approve 1 {digest}
approval< ...
approval< J’ai peut-être publié le brouillon 1 sur website, * /posted 1 website ou /resend 1 website.
# Le fichier, lui, l’a ; il n’attend pas le site.
file public-page holds once: Le pont est fermé.
mayor@approval> /posted 1 public-page
approval< Publication du brouillon 1 sur public-page : envoyé. *
mayor@approval> /posted 1 ailleurs
approval< Le brouillon 1 n’a pas de canal « ailleurs ». Ses canaux : public-page, website.
mayor@approval> /posted 1 website
approval< Noté : le brouillon 1 est paru sur website * ...
mayor@approval> /delivery 1
approval< Brouillon 1 [{digest}] *
  - public-page : envoyé *
  - website : envoyé *
webhook got 1
file public-page holds 1 text
log is whole
