panel-title = Nonet en este servidor
panel-intro = Elige una página abajo. Cada cambio vale al momento.
panel-goto = Ir a una página
panel-none = Nada todavía
panel-count = { $count ->
    [one] { $count } entrada
   *[other] { $count } entradas
}
panel-page-overview = Resumen
panel-page-channels = Canales
panel-page-safety = Seguridad
panel-page-moderators = Moderadores
panel-page-cards = Imágenes y botones
panel-page-quotas = Cuotas
panel-page-showcase = Escaparate
panel-page-styles = Estilos
panel-page-daily = Prompt del día

panel-channels-help = ¿Dónde se puede dibujar? Si permites algunos canales, los demás quedan cerrados. Los hilos siguen a su canal.
panel-channels-allow = Solo en estos canales
panel-channels-deny = Nunca en estos canales
panel-channels-all = en todas partes
panel-channels-some = { $count ->
    [one] solo en { $count } canal
   *[other] solo en { $count } canales
}
panel-channels-but = { $count ->
    [one] en todas partes salvo { $count } canal
   *[other] en todas partes salvo { $count } canales
}

panel-safety-help = ¿Qué tan estricto es el filtro aquí?
panel-policy = Qué tan estricto es el filtro
panel-policy-as-set = Como lo puso quien opera el bot
panel-policy-as-set-help = Lo habitual
panel-policy-strict = Estricto
panel-policy-strict-help = Para escuelas y familias
panel-policy-standard = Normal
panel-policy-standard-help = Para la mayoría de los servidores
panel-policy-relaxed = Relajado
panel-policy-relaxed-help = Para adultos, solo en canales con restricción de edad; algunas cosas siguen prohibidas
panel-levels = Otros niveles para categorías sueltas
panel-level-strict = Estricto en…
panel-level-standard = Normal en…
panel-level-relaxed = Relajado en… (solo canales con restricción de edad)
panel-people = Personas reales con nombre
panel-people-as-set = Tan estricto como el filtro
panel-people-on = Nunca en escenas humillantes o falsas
panel-people-off = Permitido en canales con restricción de edad
panel-words = Palabras de este servidor
panel-words-refused = Rechazado aquí: { $words }
panel-words-allowed = Inofensivo aquí: { $words }
panel-words-refused-field = Rechazar estas palabras
panel-words-allowed-field = Estas palabras son inofensivas
panel-words-help = Una palabra o frase por línea

panel-moderators-help = ¿Quién atiende lo denunciado? Un rol necesita además /{ commands-moderation-name } en Ajustes del servidor → Integraciones, o los avisos.
panel-moderator-role = Rol que modera
panel-alert-channel = Canal que recibe avisos de casos nuevos
panel-keep-out = Excluir a alguien
panel-let-in = Readmitir a alguien
panel-member = Miembro { $id }
panel-kept-out = Excluidos aquí:
panel-retention = Cuánto tiempo se guardan las imágenes
panel-retention-as-set = Lo que puso quien opera el bot
panel-retention-days = { $days ->
    [one] { $days } día
   *[other] { $days } días
}

panel-cards-help = Lo que ven los miembros y qué botones pueden pulsar.
panel-spoiler = Spoilers
panel-spoiler-off = Las imágenes se ven abiertamente
panel-spoiler-on = Las imágenes se tapan como spoiler
panel-cover-channels = Tapar siempre las imágenes en estos canales
panel-cover-roles = Tapar siempre las imágenes de estos roles
panel-pressers = Quién puede pulsar los botones
panel-pressers-everyone = Cualquiera puede pulsar los botones
panel-pressers-requester = Solo quien lo pidió y los moderadores
panel-language = Idioma de los mensajes públicos
panel-language-as-set = El que Discord tiene para este servidor

panel-quotas-help = Cuánto se puede dibujar aquí. La cuota de un canal o del servidor se comparte; la de un rol vale para cada miembro que lo tiene.
panel-quota-channel = Poner la cuota de un canal
panel-quota-role = Poner la cuota de un rol
panel-quota-server = Poner la cuota de todo el servidor
panel-quota-drop = Quitar una cuota
panel-quota-whole-server = todo el servidor
panel-quota-of-channel = Canal { $id }
panel-quota-of-role = Rol { $id }
panel-limit-per-hour = { $count } por hora
panel-limit-waiting = { $count } en espera a la vez
panel-limit-cooldown = { $count } s entre dos
panel-limit-tier = nivel { $tier }
panel-quota-title = Cuota
panel-quota-per-hour = Pedidos por hora (vacío: sin límite)
panel-quota-waiting = En espera a la vez (vacío: sin límite)
panel-quota-cooldown = Segundos entre dos de una persona
panel-quota-tier = Nivel de este rol (vacío: ninguno)
panel-no-tier = No hay ningún nivel «{ $tier }». Hay: { $tiers }.
panel-no-number = «{ $text }» no es un número entero de { $least } a { $limit }.

panel-showcase-help = Las favoritas van a un canal propio, a mano o cuando gustan a bastante gente.
panel-showcase-channel = Canal del escaparate (ninguno: sin escaparate)
panel-showcase-votes = Votos que llevan una imagen allí
panel-votes-none = Solo a mano
panel-votes = { $count ->
    [one] { $count } voto
   *[other] { $count } votos
}

panel-styles-help = Estilos que se pueden elegir aquí, además de los que trae Nonet.
panel-style-add = Añadir un estilo
panel-style-drop = Quitar un estilo
panel-style-title = Un estilo propio
panel-style-name = Nombre
panel-style-words = Palabras que añade al prompt
panel-style-words-help = Por ejemplo: as a stained glass window
panel-style-empty = Un estilo necesita un nombre y palabras.
panel-styles-full = Un servidor tiene como mucho { $limit } estilos. Quita uno primero.
