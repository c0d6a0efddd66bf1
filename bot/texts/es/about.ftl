# /help y /about. $draw y los demás son comandos en los que se puede hacer clic.
about-help-title = Cómo funciona
about-help-ways =
    Escribe { $draw } y unas palabras. Nueve imágenes vuelven en un solo collage, y sus botones hacen el resto.
    También puedes mencionarme, como en *{ $nonet } un gato con chistera*, o elegir **Aplicaciones → { $menu }** en cualquier mensaje.
about-title = Sobre Nonet
about-what = Un prompt, nueve imágenes, un collage. Nonet { $version } es software libre (licencia MIT) que cualquiera puede alojar.
about-painter = Aquí pinta **{ $model }**. Su licencia: { $licence }.
about-model-small = Es el modelo diminuto que viene con Nonet. Solo ha visto dibujitos (los emojis de Noto, Twemoji y Fluent), así que pinta pegatinas sobre fondos sencillos. No sabe escribir, apenas cuenta, confunde quién hace qué y entiende mejor el inglés. Las personas suelen salir como figuras amarillas; la comida, los deportes y las fiestas tiran hacia Norteamérica, Europa y Asia oriental.
about-model-dalle = Es uno de los modelos DALL·E Mini de 2022, que aprendió de millones de imágenes y leyendas de la web. Las caras y las manos salen raras, el texto no se puede leer y entiende mejor el inglés. También ha aprendido los prejuicios que había en esas imágenes: sobre género, piel, edad, profesiones, lugares.
about-model-other = De qué ha aprendido, qué no sabe hacer y qué prejuicios tiene te lo puede decir quien lleva este Nonet.
about-limits = Todas las imágenes las hace un programa. Pueden ser erróneas o injustas; no las tomes por hechos ni por fotografías. Cada archivo dice dentro que se hizo con IA. Si una imagen hace daño, denúnciala con el botón que tiene debajo.
about-data =
    { $days ->
        [one] Tus prompts y sus imágenes se guardan, las imágenes un día como mucho.
       *[other] Tus prompts y sus imágenes se guardan, las imágenes { $days } días como mucho.
    } Los mensajes que no me mencionan no los puedo leer. { $export } te da todo lo que se guarda sobre ti, { $delete } lo borra.
about-unknown-licence = desconocida
