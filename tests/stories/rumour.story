# What no storyline knows rises in several words and languages: one card, watched or left alone.
language: en

feed blog role=social language=en
feed wire role=social language=en
feed forum role=social language=en
feed board role=social language=en
feed notes role=social language=fr
feed pages role=social language=en
+ blog: Share before it is deleted: forty prisoners were secretly let out of the prison at Brassart last night, they hide it from us!
+ wire: My cousin works there: dangerous prisoners are out, they are emptying the prison of Brassart and nobody is told!
+ forum: The prison at Brassart let dangerous prisoners go in secret, the authorities keep silent, wake up!
watch< ...
+ notes: Partagez avant censure ! Ils vident en secret la prison de Brassart, des prisonniers dangereux sont dehors et on nous cache tout !
watch< Possible new rumour 1: suspect, check: *
