# Lo que ven los moderadores en /moderation y lo que lee quien apela.

moderation-title = Moderación
moderation-title-all = Moderación de todos los servidores
moderation-which = ¿Qué casos?
moderation-which-open = Casos abiertos
moderation-which-mine = Los míos
moderation-which-appeals = Apelaciones
moderation-empty-open = Nada que decidir. Disfruta de la calma.
moderation-empty-mine = No has tomado ningún caso.
moderation-empty-appeals = Nadie ha apelado.
moderation-waiting = { $count ->
    [one] { $count } caso aquí
   *[other] { $count } casos aquí
}
moderation-case = caso { $number }
moderation-kind-report = denunciado { $when }
moderation-kind-review = el filtro tiene dudas, { $when }
moderation-kind-appeal = apelación, { $when }
moderation-yours = ✋ Tuyo hasta { $until }
moderation-theirs = ✋ { $who } se ocupa hasta { $until }
moderation-decided-upheld = Decidido: era correcto.
moderation-decided-dismissed = Decidido: no era correcto.
moderation-decided-removed = Decidido: quitado en todas partes.
moderation-decided-moot = Las imágenes se borraron antes de que nadie decidiera.
moderation-no-prompt = Lo que se pidió no se guarda.
moderation-no-picture = (ya) no hay imágenes
moderation-someone = alguien
moderation-was-removed = Los moderadores habían quitado estas imágenes.
moderation-filter = El filtro dice **{ $category }**, { $score } (política { $policy }, versión { $version })
moderation-more-reports = { $count ->
    [one] y { $count } denuncia más
   *[other] y { $count } denuncias más
}
moderation-appeal-says = { $who } dice: { $text }

moderation-category-sexual = Sexual
moderation-category-hate = Odio
moderation-category-harassment = Acoso
moderation-category-violence = Violencia
moderation-category-self_harm = Autolesiones
moderation-category-illegal = Delitos
moderation-category-person_deception = Noticias falsas de una persona
moderation-category-personal_data = Datos privados
moderation-category-sexual_minors = Sexual, con menores
moderation-category-own_words = Palabras de este servidor

moderation-person = Sobre { $who }:
moderation-person-clean = aquí no consta nada en su contra.
moderation-person-refused = { $count ->
    [one] { $count } rechazo
   *[other] { $count } rechazos
}
moderation-person-upheld = { $count ->
    [one] { $count } caso decidido en su contra
   *[other] { $count } casos decididos en su contra
}
moderation-person-dismissed = { $count ->
    [one] { $count } caso descartado
   *[other] { $count } casos descartados
}
moderation-person-score = sospecha { $score }
moderation-cause-upheld = denunciado con razón
moderation-cause-false = denunció sin razón
moderation-person-slowed = espera { $seconds } s entre pedidos
moderation-person-paused = en pausa hasta { $until }
moderation-person-banned-here = excluido aquí hasta { $until }
moderation-person-banned-everywhere = excluido en todas partes hasta { $until }
moderation-noted = { $when }: { $text }

moderation-claim = Me ocupo
moderation-uphold-report = La denuncia es correcta
moderation-uphold-review = El filtro tiene razón
moderation-uphold-appeal = La apelación es correcta
moderation-dismiss-report = Inofensivo
moderation-dismiss-review = Inofensivo
moderation-dismiss-appeal = Sigue rechazado
moderation-remove = Quitar de todas partes
moderation-ban = Excluir
moderation-unban = Readmitir
moderation-note = Nota
moderation-refresh = Mirar otra vez
moderation-look = Verlo

moderation-form-remove = Quitar de todas partes
moderation-form-ban = Excluir
moderation-form-note = Nota
moderation-form-uphold = La apelación es correcta
moderation-form-dismiss = Sigue rechazado
moderation-words-remove = Una frase para la persona (o nada)
moderation-words-ban = Una frase para la persona (o nada)
moderation-words-note = Solo la leen los moderadores
moderation-words-uphold = Una respuesta para la persona (o nada)
moderation-words-dismiss = Una respuesta para la persona (o nada)
moderation-days = Días

moderation-done-claim = ✋ Ahora es tuyo.
moderation-done-uphold = ✅ El caso { $number } está decidido: era correcto.
moderation-done-dismiss = ☁️ El caso { $number } está decidido: no era correcto.
moderation-done-remove = { $left ->
    [0] 🗑️ Las imágenes ya no están en ninguna parte.
    [one] 🗑️ Las imágenes ya no están. No llego a un mensaje; bórralo tú, por favor.
   *[other] 🗑️ Las imágenes ya no están. No llego a { $left } mensajes; bórralos tú, por favor.
}
moderation-done-ban = 🚫 Excluido hasta { $until }.
moderation-done-unban = 🔓 Ya puede volver a pedir.
moderation-done-note = 📝 Anotado.

moderation-gone = No hay tal caso.
moderation-taken = Otro moderador se está ocupando.
moderation-decided = Esto ya está decidido.
moderation-own = Se trata de ti. Debe decidirlo otra persona.
moderation-no-pictures = No hay imágenes que quitar.
moderation-ban-days = Una exclusión dura hasta { $limit } días.
moderation-too-long = Hacen falta palabras, { $limit } caracteres como mucho.

moderation-words-many = Puede haber { $limit } palabras o frases, de { $chars } caracteres cada una.

moderation-alert-report = 🚩 Alguien denuncia imágenes: **{ $category }**
moderation-alert-review = 🔎 El filtro dejó pasar algo, con dudas: **{ $category }**
moderation-alert-appeal = 🙋 Alguien apela contra un rechazo: **{ $category }**

moderation-appeal = Apelar
moderation-appeal-title = Apelación
moderation-appeal-why = ¿Por qué fue un error?
moderation-appeal-help = Los moderadores leen esto y tu texto
moderation-appeal-sent = Gracias. Un moderador lo mirará y te diré cómo acaba.
moderation-appeals-title = Lo que te rechacé
moderation-appeals-nothing = Nada contra lo que puedas apelar.
moderation-appeals-choose = Apelar contra…
moderation-appeal-possible = puedes apelar
moderation-appeal-removed = quitado por los moderadores; puedes apelar
moderation-appeal-waiting = espera a un moderador
moderation-appeal-upheld = ✅ tenías razón
moderation-appeal-dismissed = sigue rechazado
moderation-appeal-moot = ya nadie lo decide
moderation-appeal-empty = Di, por favor, por qué fue un error.
moderation-appeal-none = Contra eso no se puede apelar.
moderation-appealed = Ya has apelado contra eso.
moderation-appeals-enough = Has apelado { $limit } veces en un día. Vuelve a intentarlo mañana.
moderation-removed = Los moderadores han quitado imágenes que pediste:
moderation-outcome-upheld = Tu apelación era correcta: no se debió rechazar. Ya no cuenta en tu contra.
moderation-outcome-dismissed = Un moderador ha mirado tu apelación. Sigue rechazado:
moderation-outcome-moot = Ya nadie decide sobre tu apelación:
moderation-outcome-passes = Puedes volver a pedirlo.
