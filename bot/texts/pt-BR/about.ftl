# /help e /about. $draw e os outros são comandos em que dá para clicar.
about-help-title = Como funciona
about-help-ways =
    Digite { $draw } e algumas palavras. Nove imagens voltam em uma só colagem, e os botões dela fazem o resto.
    Você também pode me mencionar, como em *{ $nonet } um gato de cartola*, ou escolher **Apps → { $menu }** em qualquer mensagem.
about-title = Sobre o Nonet
about-what = Um prompt, nove imagens, uma colagem. O Nonet { $version } é software livre (licença MIT) que qualquer pessoa pode hospedar.
about-painter = Aqui quem pinta é **{ $model }**. Licença: { $licence }.
about-model-small = É o modelo minúsculo que vem com o Nonet. Ele só viu desenhinhos (os emojis Noto, Twemoji e Fluent), então pinta adesivos em fundos simples. Não sabe escrever, mal sabe contar, confunde quem faz o quê e entende melhor o inglês. As pessoas costumam sair como figuras amarelas; comida, esportes e festas puxam para a América do Norte, a Europa e o Leste Asiático.
about-model-dalle = É um dos modelos DALL·E Mini de 2022, que aprendeu com milhões de imagens e legendas da web. Rostos e mãos saem estranhos, o texto não dá para ler e ele entende melhor o inglês. Os preconceitos que havia nessas imagens ele também aprendeu: sobre gênero, pele, idade, profissões, lugares.
about-model-other = Com o que ele aprendeu, o que não sabe fazer e que preconceitos tem, quem cuida deste Nonet pode contar.
about-limits = Todas as imagens são feitas por um programa. Elas podem estar erradas ou ser injustas; não as tome por fatos nem por fotos. Cada arquivo diz por dentro que foi feito com IA. Se uma imagem fizer mal, denuncie com o botão embaixo dela.
about-data =
    { $days ->
        [one] Seus prompts e as imagens deles ficam guardados, as imagens por no máximo um dia.
       *[other] Seus prompts e as imagens deles ficam guardados, as imagens por no máximo { $days } dias.
    } Mensagens que não me mencionam eu não consigo ler. { $export } entrega tudo o que está guardado sobre você, { $delete } apaga.
about-unknown-licence = desconhecida
