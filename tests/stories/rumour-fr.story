# Une rumeur écartée ne revient pas, même après une panne, tant que trois fois plus de sources ne la disent pas.
language: fr

feed blog role=social language=fr
feed wire role=social language=fr
feed forum role=social language=fr
feed board role=social language=fr
feed notes role=social language=fr
feed pages role=social language=fr
+ blog: Partagez avant censure ! Deux tigres se sont échappés du zoo de Brassart et la direction étouffe l'affaire, on nous cache tout !
+ wire: Ma cousine y travaille : les tigres du zoo de Brassart sont dehors depuis hier et ils nous cachent tout, réveillez-vous !
+ forum: On ne vous le dira pas : au zoo de Brassart les tigres courent en liberté, les autorités se taisent, partagez !
+ board: Ils nous mentent ! Les tigres échappés du zoo de Brassart rôdent et on nous le cache, faites tourner avant censure !
watch< ...
watch< Nouvelle rumeur possible 1 : suspect, à vérifier : *
  ...
monitor@watch> /rumour dismiss 1 le zoo a répondu
watch< La rumeur 1 est écartée ; elle revient quand trois fois plus de sources la disent.
watch~ Nouvelle rumeur possible 1 : suspect, à vérifier : *
  ...
  - écartée par Monitor le zoo a répondu
  ...
crash
+ notes: On nous cache tout : les tigres du zoo de Brassart sont dehors, la direction se tait, partagez avant censure !
watch< ...
+ pages: Réveillez-vous, deux tigres sont sortis du zoo de Brassart et ils nous le cachent, partagez !
watch< ...
monitor@watch> /rumours
watch< Aucune nouvelle rumeur n’attend de décision.
log is whole
