# On a live desk nothing carries an exercise's marker, and there is no exercise to stop.
mode: live
language: en
public: en de

press-officer@desk> /draft EXERCISE: The depot burns.
press-officer@desk> /submit 1
desk< The text carries the exercise marker EXERCISE, and this desk is live. * /revise 1 TEXT
press-officer@desk> /revise 1 The depot burns.
press-officer@desk> /revise 1 de ÜBUNG – Das Lager brennt.
press-officer@desk> /submit 1
desk< The text carries the exercise marker ÜBUNG, * /revise 1 TEXT
press-officer@desk> /revise 1 de Das Lager brennt.
desk< Draft 1 [<digest>] * ...
press-officer@desk> /submit 1
mayor@approval> /approve 1 {digest}
file public-page holds once: The depot burns.\n\nDas Lager brennt.

# An ordinary word in small letters is no marker.
press-officer@desk> /draft Exercise is healthy; this is not a drill.
desk< Draft 2 [<digest>] * ...
press-officer@desk> /submit 2
desk< Draft 2 is submitted: *

monitor@watch> /noplay A real accident
watch< This desk runs in live mode; *
duty-officer@desk> /exercise end
desk< This desk runs in live mode; *
log is whole
