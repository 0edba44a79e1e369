# La cellule apprend un récit dans la salle, et en reconnaît la formulation suivante.
language: fr

feed blog role=social language=fr
monitor@watch> /narrative new Le funiculaire saboté
watch< Le récit le-funiculaire-sabote est ouvert. ...
monitor@watch> /narrative example le-funiculaire-sabote Le funiculaire a été saboté exprès, le câble était scié et la ville se tait
watch< Nos formulations du récit le-funiculaire-sabote : 1.
monitor@watch> /narrative example le-funiculaire-sabote On a scié le câble du funiculaire, c'est un sabotage et on nous le cache
monitor@watch> /narrative example le-funiculaire-sabote Mon voisin l'a vu : le câble du funiculaire scié en pleine nuit, sabotage, partagez
watch< Nos formulations du récit le-funiculaire-sabote : 3.
+ blog: Partagez avant censure : le câble du funiculaire a été scié dans la nuit, c'est un sabotage et la ville nous cache tout !
watch< Dossier 1, suspect, à vérifier : Le funiculaire saboté (×1)
  ...
monitor@watch> /narrative close rien
watch< Je ne trouve pas : récit rien. Voir /narratives.
log is whole
