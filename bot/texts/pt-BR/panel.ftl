panel-title = Nonet neste servidor
panel-intro = Escolha uma página abaixo. Cada mudança vale na hora.
panel-goto = Ir para uma página
panel-none = Nada ainda
panel-count = { $count ->
    [one] { $count } item
   *[other] { $count } itens
}
panel-page-overview = Visão geral
panel-page-channels = Canais
panel-page-safety = Segurança
panel-page-moderators = Moderadores
panel-page-cards = Imagens e botões
panel-page-quotas = Cotas
panel-page-showcase = Vitrine
panel-page-styles = Estilos
panel-page-daily = Prompt do dia

panel-channels-help = Onde se pode desenhar? Se você permitir alguns canais, todos os outros ficam fechados. Tópicos seguem o canal deles.
panel-channels-allow = Só nestes canais
panel-channels-deny = Nunca nestes canais
panel-channels-all = em todo lugar
panel-channels-some = { $count ->
    [one] só em { $count } canal
   *[other] só em { $count } canais
}
panel-channels-but = { $count ->
    [one] em todo lugar menos { $count } canal
   *[other] em todo lugar menos { $count } canais
}

panel-safety-help = Quão rígido é o filtro aqui?
panel-policy = Rigor do filtro
panel-policy-as-set = Como o operador definiu
panel-policy-as-set-help = A escolha comum
panel-policy-strict = Rígido
panel-policy-strict-help = Para escolas e famílias
panel-policy-standard = Normal
panel-policy-standard-help = Para a maioria dos servidores
panel-policy-relaxed = Flexível
panel-policy-relaxed-help = Para adultos, só em canais com restrição de idade; algumas coisas seguem proibidas
panel-levels = Outros níveis para certas categorias
panel-level-strict = Rígido em…
panel-level-standard = Normal em…
panel-level-relaxed = Flexível em… (só canais com restrição de idade)
panel-people = Pessoas reais com nome
panel-people-as-set = Tão rígido quanto o filtro
panel-people-on = Nunca em cenas humilhantes ou falsas
panel-people-off = Permitido em canais com restrição de idade
panel-words = Palavras deste servidor
panel-words-refused = Recusado aqui: { $words }
panel-words-allowed = Inofensivo aqui: { $words }
panel-words-refused-field = Recusar estas palavras
panel-words-allowed-field = Estas palavras são inofensivas
panel-words-help = Uma palavra ou expressão por linha

panel-moderators-help = Quem cuida do que foi denunciado? Um cargo também precisa de /{ commands-moderation-name } em Configurações do servidor → Integrações, ou dos avisos.
panel-moderator-role = Cargo que modera
panel-alert-channel = Canal avisado de casos novos
panel-keep-out = Banir alguém
panel-let-in = Deixar alguém voltar
panel-member = Membro { $id }
panel-kept-out = Banidos daqui:
panel-retention = Por quanto tempo guardar as imagens
panel-retention-as-set = O tempo que o operador definiu
panel-retention-days = { $days ->
    [one] { $days } dia
   *[other] { $days } dias
}

panel-cards-help = O que os membros veem e quais botões podem apertar.
panel-spoiler = Spoilers
panel-spoiler-off = As imagens aparecem abertas
panel-spoiler-on = As imagens ficam cobertas como spoiler
panel-cover-channels = Sempre cobrir imagens nestes canais
panel-cover-roles = Sempre cobrir as imagens destes cargos
panel-pressers = Quem pode apertar os botões
panel-pressers-everyone = Todo mundo pode apertar os botões
panel-pressers-requester = Só quem pediu e os moderadores
panel-language = Idioma das mensagens públicas
panel-language-as-set = O que o Discord diz para este servidor

panel-quotas-help = Quanto se pode desenhar aqui. A cota de um canal ou do servidor é de todos; a de um cargo vale para cada membro que o tem.
panel-quota-channel = Definir a cota de um canal
panel-quota-role = Definir a cota de um cargo
panel-quota-server = Definir a cota do servidor inteiro
panel-quota-drop = Remover uma cota
panel-quota-whole-server = o servidor inteiro
panel-quota-of-channel = Canal { $id }
panel-quota-of-role = Cargo { $id }
panel-limit-per-hour = { $count } por hora
panel-limit-waiting = { $count } esperando ao mesmo tempo
panel-limit-cooldown = { $count } s entre dois
panel-limit-tier = nível { $tier }
panel-quota-title = Cota
panel-quota-per-hour = Pedidos por hora (vazio: sem limite)
panel-quota-waiting = Esperando juntos (vazio: sem limite)
panel-quota-cooldown = Segundos entre dois da mesma pessoa
panel-quota-tier = Nível deste cargo (vazio: nenhum)
panel-no-tier = Não há nível “{ $tier }”. Há: { $tiers }.
panel-no-number = “{ $text }” não é um número inteiro de { $least } a { $limit }.

panel-showcase-help = As favoritas vão para um canal próprio, à mão ou quando bastante gente gosta delas.
panel-showcase-channel = Canal da vitrine (nenhum: sem vitrine)
panel-showcase-votes = Votos que levam uma imagem para lá
panel-votes-none = Só à mão
panel-votes = { $count ->
    [one] { $count } voto
   *[other] { $count } votos
}

panel-styles-help = Estilos que se pode escolher aqui, além dos que vêm com o Nonet.
panel-style-add = Adicionar um estilo
panel-style-drop = Remover um estilo
panel-style-title = Um estilo seu
panel-style-name = Nome
panel-style-words = Palavras que ele soma ao prompt
panel-style-words-help = Por exemplo: as a stained glass window
panel-style-empty = Um estilo precisa de um nome e de palavras.
panel-styles-full = Um servidor tem no máximo { $limit } estilos. Remova um antes.
