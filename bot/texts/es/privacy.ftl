# What is stored about a person, and how it goes.

privacy-export = Esto es lo que Nonet guarda sobre ti: `data.json` con tus pedidos, votos, denuncias, prompts rechazados y ajustes, y tus imágenes, las más nuevas primero, todas las que caben en el archivo.

privacy-delete-sure = **¿Borrar todo lo que Nonet guarda sobre ti?**
    Se van para siempre: tus pedidos con sus prompts e imágenes, tus mensajes en todos los canales hasta donde se pueda llegar, tus favoritos y votos, tus denuncias.
    Se queda: que te has excluido, si lo has hecho; una sanción, y que se te rechazó demasiado, mientras dure; para tu cuota, durante una hora, que pediste algo, pero no qué; y para la moderación, que algo fue rechazado o denunciado, pero no de quién ni qué.
privacy-delete-yes = Borrar todo
privacy-delete-no = Conservar todo
privacy-kept = No se borró nada.
privacy-begun = Borrando todo…
privacy-deleting = Tus datos ya no están. Ahora tus mensajes: { $done } de { $total }…
privacy-deleted = Todo está borrado, { $removed ->
    [0] no había mensajes que quitar.
    [one] con 1 mensaje.
   *[other] con { $removed } mensajes.
}
privacy-posts-left = { $left ->
    [one] 1 mensaje está donde ya no puedo llegar; bórralo tú si puedes.
   *[other] { $left } mensajes están donde ya no puedo llegar; bórralos tú si puedes.
}

privacy-opted-out = A partir de ahora, Nonet no acepta pedidos tuyos ni responde a tus menciones. Lo guardado se queda hasta /{ commands-privacy-name } { commands-privacy-delete-name }. Vuelves con /{ commands-privacy-name } { commands-privacy-optin-name }.
privacy-opted-in = ¡Hola de nuevo! Nonet vuelve a aceptar tus pedidos.
